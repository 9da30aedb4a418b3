/// What the command line of a service asks for.
enum HostCommand: String, CaseIterable, Sendable {
    /// Run until told to stop.
    case run = ""
    /// Check the configuration and exit.
    case checkConfiguration = "--check-config"
    /// Show the effective configuration with its origins and exit.
    case printConfiguration = "--print-config"
    /// Apply migrations and exit.
    case migrate = "--migrate"
    /// Name the migrations that would be applied and exit 1 if there are any.
    case migrationPlan = "--migrate-plan"

    /// Takes the command out of the arguments; the rest are settings.
    static func parse(_ arguments: [String]) -> (command: HostCommand, settings: [String]) {
        let named = Self.allCases.filter { $0 != .run }.first { arguments.contains($0.rawValue) }
        return (named ?? .run, arguments.filter { argument in Self.allCases.allSatisfy { $0.rawValue != argument } })
    }
}
