/// A ``Setting`` whose type of value does not matter, for lists of settings.
public protocol AnySetting: Sendable {
    /// The dotted name.
    var key: String { get }
    /// What a value must look like.
    var expected: String { get }
    /// Taken when nobody sets the key.
    var defaultText: String? { get }
    /// One sentence for the reference page.
    var purpose: String { get }
    /// Whether the text is the path of a file that holds the value.
    var isSecret: Bool { get }
    /// The value of a text.
    ///
    /// - Throws: ``SettingRefusal`` when it is not as expected.
    func parsed(_ text: String) throws(SettingRefusal) -> any Sendable
}

extension Setting: AnySetting {
    /// The value of a text.
    ///
    /// - Throws: ``SettingRefusal`` when it is not as expected.
    public func parsed(_ text: String) throws(SettingRefusal) -> any Sendable { try self.parse(text) }
}
