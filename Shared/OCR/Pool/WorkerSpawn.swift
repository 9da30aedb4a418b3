import CTesseract
import Foundation
import Glibc

/// Starts a worker program with a socket as its standard input and output.
enum WorkerSpawn {
    /// Variables a worker inherits; secrets and addresses of the service are not among them.
    private static let inherited = ["PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "TMPDIR"]

    /// Starts the program.
    ///
    /// - Returns: The process id.
    static func start(_ configuration: RecognitionConfiguration, socket: Int32) throws(OCRError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&actions) == 0, posix_spawnattr_init(&attributes) == 0 else {
            throw OCRError(.startFailed, "out of memory")
        }
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
        // Nothing else of the service reaches a process that reads files of strangers: no connection, no open file.
        let closing = CTesseract_close_from(&actions, STDERR_FILENO + 1)
        guard closing == 0 else { throw OCRError(.startFailed, "descriptors cannot be kept from a worker: errno \(closing)") }
        self.detachSignals(&attributes)

        let arguments = [configuration.executable] + configuration.arguments + configuration.settings.arguments
        var process: pid_t = 0
        let code = self.withPointers(arguments) { arguments in
            self.withPointers(self.environment()) { environment in
                posix_spawn(&process, configuration.executable, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw OCRError(.startFailed, "the worker program could not be started: errno \(code)") }
        return process
    }

    /// A process group of its own, so that Ctrl-C reaches the service alone, and no signal blocked or ignored.
    private static func detachSignals(_ attributes: inout posix_spawnattr_t) {
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, flags)
    }

    private static func environment() -> [String] {
        let own = ProcessInfo.processInfo.environment
        let passed = self.inherited.compactMap { name in own[name].map { "\(name)=\($0)" } }
        return passed + ["OMP_THREAD_LIMIT=1", "OMP_NUM_THREADS=1", "LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no"]
    }

    private static func withPointers<R>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
    ) -> R {
        let pointers = strings.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}
