import ServiceKit

/// A value of a request that cannot be understood; becomes a failure that names the field.
struct WireFault: Error, Hashable, Sendable {
    /// The field in dotted form, such as `agencies[2].code`.
    let pointer: String
    /// What is expected there, in English.
    let expected: String

    var failure: HosoFailure {
        HosoFailure(
            code: .invalidArgument,
            messageVi: "Giá trị của trường \(self.pointer) không hợp lệ.",
            messageEn: "The value of \(self.pointer) is not valid: \(self.expected).",
            pointer: self.pointer)
    }
}
