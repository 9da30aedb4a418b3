import CTesseract
import Glibc

/// Runs a program of the system inside the worker's limits and takes what it prints.
///
/// The program is a child of the worker: it inherits the limits of memory, CPU and files, and belongs to the worker's
/// process group, so that it ends with it when a page takes too long.
enum ToolProcess {
    private static let pieceBytes = 65_536

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - program: Its name, looked for along `PATH`.
    ///   - arguments: Its arguments.
    ///   - maximumBytes: The most it may print. Unit: bytes.
    /// - Returns: What it printed; nil when it failed or printed more.
    /// - Throws: ``OCRError/Code/engineUnavailable`` when it could not be started: it is not installed.
    static func run(_ program: String, _ arguments: [String], maximumBytes: Int) throws(OCRError) -> [UInt8]? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw OCRError(.engineUnavailable, "no pipe for \(program): errno \(errno)") }
        defer { close(ends[0]) }
        let process = try self.start([program] + arguments, closing: ends[1])
        let printed = self.read(ends[0], maximumBytes: maximumBytes)
        // A program that prints too much is not waited for.
        if printed == nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status == 0 ? printed : nil
    }

    /// Starts a program that prints into a descriptor, which is then closed here.
    private static func start(_ words: [String], closing output: Int32) throws(OCRError) -> pid_t {
        defer { close(output) }
        var actions = posix_spawn_file_actions_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { throw OCRError(.engineUnavailable, "out of memory") }
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let closing = CTesseract_close_from(&actions, STDERR_FILENO + 1)
        guard closing == 0 else { throw OCRError(.engineUnavailable, "descriptors cannot be kept from a program: errno \(closing)") }
        let arguments = words.map { strdup($0) }
        defer { arguments.forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, words[0], &actions, nil, arguments + [nil], environ)
        guard code == 0 else { throw OCRError(.engineUnavailable, "\(words[0]) could not be started: errno \(code)") }
        return process
    }

    private static func read(_ input: Int32, maximumBytes: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: self.pieceBytes)
        while true {
            let count = piece.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? bytes : nil }
            guard bytes.count + count <= maximumBytes else { return nil }
            bytes += piece[..<count]
        }
    }
}
