/// One key of the configuration: its name, its type, its default and what it is for.
///
/// The key `broker.host` is `HOSO_BROKER_HOST` in the environment, `--broker-host` as an argument and `broker: host:`
/// in the file. Declare the settings of a service as constants and hand them to ``ServiceHost``.
public struct Setting<Value: Sendable>: Sendable {
    /// The dotted name.
    public let key: String
    /// What a value must look like, for error messages and the reference page.
    public let expected: String
    /// Taken when nobody sets the key; without one the key must be set.
    public let defaultText: String?
    /// One sentence for the reference page.
    public let purpose: String
    /// Whether the text is the path of a file that holds the value.
    public let isSecret: Bool
    let parse: @Sendable (String) throws(SettingRefusal) -> Value

    /// Makes a setting; see the factories for the usual types.
    public init(
        key: String, expected: String, defaultText: String?, purpose: String,
        parse: @escaping @Sendable (String) -> Value?
    ) {
        self.init(
            key: key, expected: expected, defaultText: defaultText, purpose: purpose, isSecret: false,
            reading: Self.quoting(parse))
    }

    /// Makes a setting whose text leads to something else, such as a file, so that a refusal has a reason of its own.
    ///
    /// - Parameter reading: Gives the value, or says what was found instead.
    public init(
        key: String, expected: String, defaultText: String?, purpose: String,
        reading: @escaping @Sendable (String) throws(SettingRefusal) -> Value
    ) {
        self.init(
            key: key, expected: expected, defaultText: defaultText, purpose: purpose, isSecret: false, reading: reading)
    }

    private static func quoting(
        _ parse: @escaping @Sendable (String) -> Value?
    ) -> @Sendable (String) throws(SettingRefusal) -> Value {
        { text throws(SettingRefusal) in
            guard let value = parse(text) else { throw SettingRefusal(got: "«\(text)»") }
            return value
        }
    }

    init(
        key: String, expected: String, defaultText: String?, purpose: String, isSecret: Bool,
        reading: @escaping @Sendable (String) throws(SettingRefusal) -> Value
    ) {
        self.key = key
        self.expected = expected
        self.defaultText = defaultText
        self.purpose = purpose
        self.isSecret = isSecret
        self.parse = reading
    }
}

extension Setting where Value == String {
    /// Text of at least one character.
    public static func text(_ key: String, default defaultText: String? = nil, purpose: String) -> Setting {
        Setting(key: key, expected: "text", defaultText: defaultText, purpose: purpose) { $0.isEmpty ? nil : $0 }
    }

    /// One of a few words.
    public static func choice(
        _ key: String, of words: [String], default defaultText: String? = nil, purpose: String
    ) -> Setting {
        Setting(
            key: key, expected: "one of \(words.joined(separator: ", "))", defaultText: defaultText, purpose: purpose
        ) { words.contains($0) ? $0 : nil }
    }
}

extension Setting where Value == Int {
    /// A whole number within a range.
    public static func integer(
        _ key: String, in range: ClosedRange<Int>, default defaultValue: Int? = nil, purpose: String
    ) -> Setting {
        Setting(
            key: key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            defaultText: defaultValue.map(String.init), purpose: purpose
        ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }
}

extension Setting where Value == Bool {
    /// `true` or `false`.
    public static func flag(_ key: String, default defaultValue: Bool? = nil, purpose: String) -> Setting {
        Setting(
            key: key, expected: "true or false", defaultText: defaultValue.map(String.init), purpose: purpose
        ) { Bool($0) }
    }
}

extension Setting where Value == Duration {
    /// A duration written as seconds, such as `30` or `0.5`; the key ends with the unit.
    public static func seconds(
        _ key: String, in range: ClosedRange<Double>, default defaultValue: Double? = nil, purpose: String
    ) -> Setting {
        Setting(
            key: key, expected: "seconds from \(range.lowerBound) to \(range.upperBound)",
            defaultText: defaultValue.map { "\($0)" }, purpose: purpose
        ) { text in Double(text).flatMap { range.contains($0) ? Duration.seconds($0) : nil } }
    }
}

extension Setting where Value == Secret {
    /// A secret in a file; the key ends with `file` and names that file.
    ///
    /// One line break at the end of the file is not part of the secret.
    public static func secretFile(_ key: String, default defaultText: String? = nil, purpose: String) -> Setting {
        Setting(
            key: key, expected: "the path of a readable file with a secret of at least one character",
            defaultText: defaultText, purpose: purpose, isSecret: true
        ) { text throws(SettingRefusal) in try SecretFile.read(text) }
    }
}
