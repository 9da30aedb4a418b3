/// What a signature that certifies a document lets others do to it afterwards (DocMDP); long-term data never is a change.
///
/// Source: ISO 32000-1, 12.8.2.2 and table 254.
public enum SignatureCertification: String, Sendable, CaseIterable {
    /// Nothing.
    case nothing
    /// Filling in fields that are there, and signing without showing anything new.
    case formFilling
    /// The same, and annotations.
    case annotations
}
