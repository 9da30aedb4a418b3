import Glibc
import Synchronization

/// One worker process and the socket to it.
///
/// Everything but ``kill()`` is called from the owning slot's queue, one call at a time; ``kill()`` may come from
/// any task. The process is waited for exactly once, under the lock, so its id is never used after it is free.
final class WorkerProcess: Sendable {
    private enum State { case running(pid_t), ended }

    private let state: Mutex<State>
    private let socket: Int32

    /// Starts a worker and waits for it to be ready.
    init(_ configuration: RecognitionConfiguration) throws(OCRError) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            throw OCRError(.startFailed, "no socket for a worker: errno \(errno)")
        }
        defer { close(ends[1]) }
        let process: pid_t
        do throws(OCRError) {
            process = try WorkerSpawn.start(configuration, socket: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
        self.socket = ends[0]
        self.state = Mutex(.running(process))
        try self.awaitReady(configuration)
    }

    deinit {
        self.kill()
        close(self.socket)
    }

    /// Whether the worker was not ended by us. It may still have crashed.
    var isRunning: Bool {
        self.state.withLock { if case .running = $0 { true } else { false } }
    }

    /// The process id while it runs.
    var processID: pid_t? {
        self.state.withLock { if case .running(let process) = $0 { process } else { nil } }
    }

    /// Ends the process at once and waits until it is gone. Calling it again does nothing.
    func kill() {
        self.state.withLock { state in
            guard case .running(let process) = state else { return }
            // The group is the worker and what it runs; until it is waited for, nobody else can have its number.
            Glibc.kill(-process, SIGKILL)
            Glibc.kill(process, SIGKILL)
            while waitpid(process, nil, 0) < 0, errno == EINTR {}
            state = .ended
        }
    }

    /// Asks a question and waits for the answer. After a throw the process is ended.
    func exchange(_ request: Frame, timeout: Duration) throws(OCRError) -> Frame {
        do throws(OCRError) {
            let deadline = ContinuousClock.now + timeout
            try self.send(request.bytes, until: deadline)
            return try self.receive(until: deadline)
        } catch {
            self.kill()
            throw error
        }
    }

    private func awaitReady(_ configuration: RecognitionConfiguration) throws(OCRError) {
        do throws(OCRError) {
            let greeting = try self.receive(until: ContinuousClock.now + configuration.startTimeout)
            switch try greeting.decode(WorkerReply.self) {
            case .ready: return
            case .failed(let reason): throw OCRError(.engineUnavailable, reason)
            default: throw OCRError(.damagedMessage, "the worker's first message is not a greeting")
            }
        } catch {
            self.kill()
            guard error.code == .workerCrashed || error.code == .timedOut else { throw error }
            throw OCRError(.startFailed, "the worker did not become ready: \(error.message)")
        }
    }

    private func receive(until deadline: ContinuousClock.Instant) throws(OCRError) -> Frame {
        let header = try Frame.Header(self.read(Frame.headerLength, until: deadline))
        let message = try self.read(header.messageLength, until: deadline)
        return Frame(message: message, attachment: try self.read(header.attachmentLength, until: deadline))
    }

    private func read(_ count: Int, until deadline: ContinuousClock.Instant) throws(OCRError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let part = bytes.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { recv(self.socket, $0 + got, buffer.count - got, Int32(MSG_DONTWAIT)) } ?? -1
            }
            if part > 0 {
                got += part
            } else if part < 0, errno == EAGAIN || errno == EINTR {
                try self.wait(for: Int16(POLLIN), until: deadline)
            } else {
                throw OCRError(.workerCrashed, "the worker ended")
            }
        }
        return bytes
    }

    private func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(OCRError) {
        var sent = 0
        // MSG_NOSIGNAL: a dead worker is an error to us, not a signal to the whole service.
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        while sent < bytes.count {
            let part = bytes.withUnsafeBytes { buffer in
                buffer.baseAddress.map { Glibc.send(self.socket, $0 + sent, buffer.count - sent, flags) } ?? -1
            }
            if part > 0 {
                sent += part
            } else if part < 0, errno == EAGAIN || errno == EINTR {
                try self.wait(for: Int16(POLLOUT), until: deadline)
            } else {
                throw OCRError(.workerCrashed, "the worker does not listen any more")
            }
        }
    }

    private func wait(for event: Int16, until deadline: ContinuousClock.Instant) throws(OCRError) {
        let left = deadline - ContinuousClock.now
        guard left > .zero else { throw OCRError(.timedOut, "the worker took too long") }
        let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
        var descriptor = pollfd(fd: self.socket, events: event, revents: 0)
        poll(&descriptor, 1, Int32(clamping: milliseconds))
    }
}
