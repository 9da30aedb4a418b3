/// How far a paper has come (R22). Only ``stored`` counts as digitized.
public enum PaperState: String, CaseIterable, Hashable, Sendable {
    /// The scan is here; quality gate and recognition wait or run.
    case received
    /// The quality gate or the file check refused it.
    case refused
    /// Sao chụp: a good e-copy exists, without signature.
    case captured
    /// The officer signed the e-copy.
    case signed
    /// Bóc tách: a person confirmed the fields.
    case extracted
    /// The digitization result code is assigned.
    case coded
    /// Stored in the owner's repository.
    case stored
    /// Declared secret: a stub without content (R31).
    case secretStub

    /// Whether the paper counts as digitized.
    public var isDigitized: Bool { self == .stored }
}
