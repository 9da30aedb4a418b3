/// What a file is made of, and so what may be done with it.
///
/// A signature covers the bytes of its file, and what was born digital is better than any picture of it: such files are
/// kept byte for byte and only read.
public enum ScanKind: String, CaseIterable, Codable, Hashable, Sendable {
    /// Every page is a picture, perhaps with the text layer of a scanner's own recognition.
    case pictures
    /// Some pages are pictures, some are text.
    case mixed
    /// No page is a picture of a page.
    case bornDigital
    /// A PDF that carries a signature.
    case signed

    /// Whether the file itself is the e-copy: never rendered, never written anew.
    public var isKeptAsItIs: Bool { self == .bornDigital || self == .signed }
}
