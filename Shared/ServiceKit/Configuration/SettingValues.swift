/// Parsed values by the setting they belong to.
struct SettingValues: Sendable {
    let values: [String: any Sendable]

    /// The value of a setting.
    ///
    /// - Throws: ``ConfigurationError`` when the setting was not read, which is a fault of the program.
    func callAsFunction<Value: Sendable>(_ setting: Setting<Value>) throws -> Value {
        guard let value = self.values[setting.key] as? Value else {
            throw ConfigurationError(faults: [
                ConfigurationFault(
                    key: setting.key, source: "the program", expected: setting.expected,
                    got: "a setting that was not declared")
            ])
        }
        return value
    }
}
