/// What is wrong with a profile in the data file; each carries the profile's name.
public enum SignatureProfileFault: Error, Hashable, Sendable {
    /// The name is empty or longer than 64 bytes.
    case badName(String)
    /// The case belongs to a person and the profile to an organisation, or the other way round.
    case wrongSigner(String)
    /// An image where only text is shown, or none where one is.
    case imageAndLookDiffer(String)
    /// Text without a line.
    case noLines(String)
    /// The image is no PNG or has no sensible size.
    case badImage(String)
    /// The letters or the margin have no sensible size.
    case badSize(String)
    /// It would certify an issued document, over whose personal signature the seal is still to be shown.
    case certifiesTooEarly(String)
    /// Two profiles have this name.
    case twice(String)
    /// No profile stands for this case.
    case caseMissing(SignatureCase)
    /// The file cannot be read as profiles.
    case unreadable(String)
}
