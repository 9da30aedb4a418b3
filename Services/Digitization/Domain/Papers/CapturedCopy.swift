/// What recognition made of a good scan.
public struct CapturedCopy: Hashable, Sendable {
    /// The two-layer PDF/A.
    public let eCopy: StoredFile
    /// The recognised text.
    public let text: StoredFile
    /// The raw reading with places and confidences; kept apart from confirmed fields (R30).
    public let reading: StoredFile
    /// Pages.
    public let pages: Int
    /// Pages as A4 equivalents. Unit: hundredths (R32).
    public let a4Hundredths: Int
    /// Mean confidence. Range: `0...100`.
    public let meanConfidence: Int

    /// Creates a copy.
    public init(
        eCopy: StoredFile, text: StoredFile, reading: StoredFile, pages: Int, a4Hundredths: Int, meanConfidence: Int
    ) {
        self.eCopy = eCopy
        self.text = text
        self.reading = reading
        self.pages = pages
        self.a4Hundredths = a4Hundredths
        self.meanConfidence = meanConfidence
    }
}
