/// Why the text of a setting was not taken, for the person who wrote it.
public struct SettingRefusal: Error, Hashable, Sendable {
    /// What was found instead of what is expected; never the content of a secret.
    public let got: String

    /// Makes a refusal.
    public init(got: String) {
        self.got = got
    }
}
