import ArgumentParser

/// The operators' command line: what `hosoctl` runs.
public enum HosoctlProgram {
    /// Runs one command.
    ///
    /// Exit codes: 0 done; 1 something is wrong or would change; 64 the command line is wrong; 65 a file is wrong;
    /// 69 something cannot be reached; 70 a step cannot be done; 78 the configuration is wrong.
    ///
    /// - Parameter arguments: The command line without the program; nil = that of this process.
    /// - Returns: The exit code.
    public static func run(_ arguments: [String]? = nil) async -> Int32 {
        do {
            var command = try HosoctlCommand.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return 0
        } catch let failure as CommandFailure {
            Console.standard.complain(failure)
            return failure.exitCode.rawValue
        } catch {
            return Self.report(error)
        }
    }

    private static func report(_ error: any Error) -> Int32 {
        let code = HosoctlCommand.exitCode(for: error)
        let text = HosoctlCommand.fullMessage(for: error)
        guard !text.isEmpty else { return code.rawValue }
        if code.isSuccess { Console.standard.line(text) } else { Console.standard.error(text) }
        return code.rawValue
    }
}
