import Glibc

/// The worker's end of the conversation: standard input and a private copy of standard output.
struct WorkerChannel {
    private let input: Int32
    private let output: Int32

    /// Takes standard output away from everybody else, so that no library's print can damage a frame.
    init() throws(OCRError) {
        let output = dup(STDOUT_FILENO)
        guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else {
            throw OCRError(.startFailed, "the worker's output could not be set up")
        }
        self.input = STDIN_FILENO
        self.output = output
    }

    /// The next frame; nil when the service closed its end.
    func receive() throws(OCRError) -> Frame? {
        guard let start = try self.read(Frame.headerLength, mayEnd: true) else { return nil }
        let header = try Frame.Header(start)
        guard let message = try self.read(header.messageLength, mayEnd: false),
            let attachment = try self.read(header.attachmentLength, mayEnd: false)
        else { return nil }
        return Frame(message: message, attachment: attachment)
    }

    /// Writes a frame as a whole.
    func send(_ frame: Frame) throws(OCRError) {
        let bytes = frame.bytes
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                buffer.baseAddress.map { write(self.output, $0 + sent, buffer.count - sent) } ?? -1
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw OCRError(.shutDown, "the service is gone") }
            sent += count
        }
    }

    private func read(_ count: Int, mayEnd: Bool) throws(OCRError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let part = bytes.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { Glibc.read(self.input, $0 + got, buffer.count - got) } ?? -1
            }
            if part < 0, errno == EINTR { continue }
            if part == 0, got == 0, mayEnd { return nil }
            guard part > 0 else { throw OCRError(.damagedMessage, "the service's message broke off") }
            got += part
        }
        return bytes
    }
}
