/// Why a second person is asked to look at a field.
public struct FieldDoubt: Hashable, Sendable, Codable {
    /// The reason, for programs.
    public enum Reason: String, CaseIterable, Hashable, Sendable, Codable {
        /// The machine is not sure enough of what it read.
        case lowConfidence
        /// The machine found nothing; a person typed it.
        case typedByHand
        /// The machine is sure of another value.
        case corrected
        /// The machine is sure of a value that the person left out.
        case leftOut
        /// The code printed on the paper says something else.
        case contradictsCode
        /// Two persons gave two values.
        case disagreement
    }

    /// Name of the field.
    public let field: String
    /// Why.
    public let reason: Reason
    /// What the machine, the printed code or the other person says; empty when there is nothing.
    public let other: String
    /// How sure the machine is; 0 where it read nothing. Range: `0...100`.
    public let confidence: Int

    /// Creates a doubt.
    public init(field: String, reason: Reason, other: String, confidence: Int) {
        self.field = field
        self.reason = reason
        self.other = other
        self.confidence = confidence
    }
}
