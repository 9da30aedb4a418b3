/// One page out of a scan, decoded.
struct DecodedPage: ~Copyable {
    /// The picture as it is stored, not turned.
    let pixels: Pixels
    /// Colour channels of the picture as stored in the file.
    let channels: Int
    /// Resolution the file states. Unit: dots per inch; 0 = none.
    let statedDPI: Int
    /// The file's own JPEG, where it can go into the e-copy without being encoded again.
    let ownJPEG: [UInt8]?
    /// How the file says that the picture is to be turned, clockwise: 0, 90, 180 or 270. Unit: degrees.
    var turn = 0
}

extension DecodedPage {
    /// The same page with the resolution and the turn its container states.
    consuming func stating(dpi: Int, turn: Int) -> DecodedPage {
        DecodedPage(pixels: self.pixels, channels: self.channels, statedDPI: dpi, ownJPEG: self.ownJPEG, turn: turn)
    }
}
