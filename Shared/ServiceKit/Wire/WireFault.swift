/// A value of a request that cannot be understood; becomes a failure that names the field.
public struct WireFault: Error, Hashable, Sendable {
    /// The field in dotted form, such as `agencies[2].code`.
    public let pointer: String
    /// What is expected there, in English.
    public let expected: String

    /// Names a field and what it should hold.
    public init(pointer: String, expected: String) {
        self.pointer = pointer
        self.expected = expected
    }

    /// What the caller is told.
    public var failure: HosoFailure {
        HosoFailure(
            code: .invalidArgument,
            messageVi: "Giá trị của trường \(self.pointer) không hợp lệ.",
            messageEn: "The value of \(self.pointer) is not valid: \(self.expected).",
            pointer: self.pointer)
    }
}
