public import PDF

/// A signed file that somebody broke or manipulated, and what must come out of it.
public struct ManipulatedFile: Sendable, CustomStringConvertible {
    /// The least that must be noticed.
    public enum Outcome: Hashable, Sendable {
        /// The document or its form cannot be read, with a reason.
        case refused
        /// The signature's byte range or contents are at fault.
        case fault(EmbeddedSignature.Fault)
        /// The covered bytes are not those that were signed; their digest tells.
        case digest
        /// The CMS is not the one that was made; the covered bytes are.
        case cms
        /// Something happened behind the signature.
        case changed(ChangeRule, ChangeLevel)
        /// No signature is to be seen any more.
        case unsigned
    }

    /// What was done, in a few words; unique.
    public let name: String
    /// The file.
    public let bytes: [UInt8]
    /// What must come out.
    public let outcome: Outcome

    /// The name.
    public var description: String { self.name }

    init(_ name: String, _ outcome: Outcome, _ bytes: [UInt8]) {
        self.name = name
        self.outcome = outcome
        self.bytes = bytes
    }
}
