/// The file of the templates cannot be used.
struct TemplateFault: Error, CustomStringConvertible {
    /// What is wrong.
    let description: String

    /// Says what is wrong.
    init(_ description: String) {
        self.description = "signing.templates: \(description)"
    }
}
