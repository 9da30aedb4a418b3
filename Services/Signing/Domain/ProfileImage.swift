/// The image a profile shows: its kind of file and its size on paper.
public struct ProfileImage: Hashable, Sendable {
    /// The media type, `image/png` for a transparent background.
    public let kind: String
    /// Width on the page. Unit: millimetres.
    public let widthMillimetres: Double
    /// Height on the page. Unit: millimetres.
    public let heightMillimetres: Double

    /// Describes an image.
    public init(kind: String, widthMillimetres: Double, heightMillimetres: Double) {
        self.kind = kind
        self.widthMillimetres = widthMillimetres
        self.heightMillimetres = heightMillimetres
    }
}
