import Foundation

/// The programs of the services beside `hosoctl`, and the environment each of them is run in.
struct ServicePrograms: Sendable {
    let environment: SuiteEnvironment
    /// Folder of the programs.
    let folder: String
    /// Folder of the installation.
    let directory: String

    /// Takes the folder of this program, or that of HOSO_BIN.
    init(_ environment: SuiteEnvironment) throws {
        self.environment = environment
        self.directory = try environment.required("HOSO_DIR")
        let own = URL(fileURLWithPath: Checkout.programPath).deletingLastPathComponent().path
        self.folder = environment["HOSO_BIN"] ?? own
    }

    /// The path of a service's program.
    func path(of service: String) -> String { "\(self.folder)/hoso-\(service)" }

    /// What a service is told; as deploy/local/suite does it.
    func variables(of service: String) -> [String: String] {
        // A service refuses variables it does not know, so only what it knows is passed on.
        var variables = self.environment.variables.filter { !$0.key.hasPrefix("HOSO_") }
        let shared = ["HOSO_DATABASE_HOST", "HOSO_DATABASE_PORT", "HOSO_DATABASE_NAME", "HOSO_BROKER_HOST", "HOSO_BROKER_PORT",
            "HOSO_BROKER_VHOST", "HOSO_BLOBS_DIRECTORY"]
        for name in shared { variables[name] = self.environment[name] }
        variables["HOSO_DATABASE_USER"] = "hoso_\(service)"
        variables["HOSO_DATABASE_PASSWORD_FILE"] = "\(self.directory)/secrets/database_\(service)_password"
        variables["HOSO_BROKER_USER"] = "hoso-\(service)"
        variables["HOSO_BROKER_PASSWORD_FILE"] = "\(self.directory)/secrets/broker_\(service)_password"
        if service == "signing" { variables["HOSO_SIGNING_TRUST_ANCHORS"] = "\(self.directory)/pki/root.pem" }
        return variables
    }

    /// Runs a service's program with one argument, its output going where ours goes.
    ///
    /// - Returns: The exit code.
    func run(_ service: String, _ argument: String) throws(CommandFailure) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: self.path(of: service))
        process.arguments = [argument]
        process.environment = self.variables(of: service)
        do {
            try process.run()
        } catch {
            throw CommandFailure(
                Words("Không chạy được \(self.path(of: service))", "\(self.path(of: service)) cannot be run: \(error.localizedDescription)"),
                mend: Words("biên dịch trước (make build) hoặc đặt HOSO_BIN", "build first (make build) or set HOSO_BIN"),
                exitCode: .configuration)
        }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
