/// Where a signature stands on the document.
public enum SignaturePlace: String, Sendable, CaseIterable {
    /// Between title and name of the person who signs.
    case overPersonName
    /// Over the left third of the personal signature's image.
    case overPersonSignature
    /// At the top right of page 1.
    case topRightOfFirstPage
    /// At the top left of page 1.
    case topLeftOfFirstPage
}
