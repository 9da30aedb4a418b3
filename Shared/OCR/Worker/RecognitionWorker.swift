import CTesseract
import Glibc

/// The program of a worker process: the only place where C decoders and the recognition engine run.
///
/// It answers one question after another until the service closes its end. It holds no secrets, keeps no files and
/// may die at any time; the service starts another.
public enum RecognitionWorker {
    /// Runs the worker until the service closes its end.
    ///
    /// - Parameter arguments: The arguments behind `worker`, see ``WorkerSettings``.
    /// - Returns: Exit code: 0 after an orderly end, 64 for unknown arguments, 70 when it could not go on.
    public static func run(arguments: [String]) -> Int32 {
        guard let settings = WorkerSettings(arguments: arguments) else { return 64 }
        do {
            self.confine(settings)
            try self.converse(settings)
            return 0
        } catch {
            return 70
        }
    }

    /// Takes away what a page has no use for: memory beyond the limit and core dumps, which would hold its content.
    ///
    /// What it runs (``ToolProcess``) inherits all of it.
    private static func confine(_ settings: WorkerSettings) {
        self.limit(RLIMIT_AS, to: settings.memoryBytes)
        self.limit(RLIMIT_CORE, to: 0)
        self.limit(RLIMIT_NOFILE, to: 64)
        // Files are only read; answers go through the socket. A library that writes all the same gets an error, no signal.
        self.limit(RLIMIT_FSIZE, to: 0)
        signal(SIGXFSZ, SIG_IGN)
        setenv("OMP_THREAD_LIMIT", "1", 1)
        setenv("OMP_NUM_THREADS", "1", 1)
        setMsgSeverity(Int32(L_SEVERITY_NONE))
    }

    private static func limit(_ resource: __rlimit_resource, to most: UInt64) {
        var limit = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t(most))
        setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }

    /// Gives the next page its share of CPU time, and no more: a page that spins ends its worker, also when nobody waits
    /// for it any longer because the service was killed.
    private static func renewCPU(_ settings: WorkerSettings) {
        var used = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &used)
        let spent = UInt64(clamping: used.ru_utime.tv_sec + used.ru_stime.tv_sec)
        var limit = rlimit(rlim_cur: rlim_t(spent + settings.cpuSeconds + 1), rlim_max: rlim_t.max)
        setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
    }

    private static func converse(_ settings: WorkerSettings) throws(OCRError) {
        let channel = try WorkerChannel()
        let lines: LineReader
        do {
            let first = try RecognitionEngine(language: settings.language, models: settings.models)
            let second = try settings.secondLanguage.isEmpty
                ? nil : RecognitionEngine(language: settings.secondLanguage, models: settings.models)
            lines = LineReader(first: first, second: second)
        } catch {
            try channel.send(Frame.encoding(WorkerReply.failed(error.message)))
            return
        }
        let reader = PageReader(reader: lines)
        try channel.send(Frame.encoding(WorkerReply.ready))
        while let frame = try channel.receive() {
            self.renewCPU(settings)
            try channel.send(self.answer(frame.decode(WorkerRequest.self), reader: reader))
        }
    }

    private static func answer(_ request: WorkerRequest, reader: PageReader) throws(OCRError) -> Frame {
        do {
            switch request {
            case .inspect(let path, let limits):
                let file = try ScanFile(path: path, limits: limits)
                return try Frame.encoding(WorkerReply.inspected(file.inspection()))
            case .codes(let request): return try Frame.encoding(WorkerReply.codes(CodeReader.codes(of: request)))
            case .read(let request):
                let answer = try reader.read(request)
                let reply = WorkerReply.read(answer.reading, isPassthrough: answer.image?.isPassthrough ?? false)
                return try Frame.encoding(reply, attachment: answer.image?.jpeg ?? [])
            case .text(let path, let page, let limits):
                let file = try ScanFile(path: path, limits: limits)
                return try Frame.encoding(WorkerReply.read(file.text(page), isPassthrough: false))
            }
        } catch let refusal as ScanRefusal {
            return try Frame.encoding(WorkerReply.refused(refusal.finding))
        } catch let error as OCRError {
            return try Frame.encoding(WorkerReply.failed(error.message))
        } catch {
            return try Frame.encoding(WorkerReply.unreadable("the file could not be read"))
        }
    }
}
