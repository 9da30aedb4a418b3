/// One page out of a scan, decoded.
struct DecodedPage: ~Copyable {
    /// The picture.
    let pixels: Pixels
    /// Colour channels of the picture as stored in the file.
    let channels: Int
    /// Resolution the file states. Unit: dots per inch; 0 = none.
    let statedDPI: Int
    /// The file's own JPEG, where it can go into the e-copy without being encoded again.
    let ownJPEG: [UInt8]?
}

extension DecodedPage {
    /// The same page with the resolution its container states.
    consuming func stating(dpi: Int) -> DecodedPage {
        DecodedPage(pixels: self.pixels, channels: self.channels, statedDPI: dpi, ownJPEG: self.ownJPEG)
    }
}
