/// What a file of a capture is made of.
public enum CaptureFileKind: String, CaseIterable, Hashable, Sendable {
    /// Every page is a picture.
    case pictures
    /// Some pages are pictures, some are text.
    case mixed
    /// Text.
    case bornDigital
    /// Signed.
    case signed

    /// Whether the file must stay as it is, and so be a paper of its own.
    public var isKeptAsItIs: Bool { self == .bornDigital || self == .signed }
}
