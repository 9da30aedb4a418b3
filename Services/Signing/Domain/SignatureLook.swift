/// What a signature looks like on the document.
public enum SignatureLook: String, Sendable, CaseIterable {
    /// The image of the handwritten signature, blue.
    case blueSignatureImage
    /// The image of the seal, red and in real size.
    case redSealImage
    /// Lines of text without image: name, agency, time.
    case text
}
