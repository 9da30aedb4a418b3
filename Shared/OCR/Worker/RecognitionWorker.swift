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
    private static func confine(_ settings: WorkerSettings) {
        var memory = rlimit(rlim_cur: rlim_t(settings.memoryBytes), rlim_max: rlim_t(settings.memoryBytes))
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        setenv("OMP_THREAD_LIMIT", "1", 1)
        setenv("OMP_NUM_THREADS", "1", 1)
        setMsgSeverity(Int32(L_SEVERITY_NONE))
    }

    private static func converse(_ settings: WorkerSettings) throws(OCRError) {
        let channel = try WorkerChannel()
        let engine: RecognitionEngine
        do {
            engine = try RecognitionEngine(language: settings.language, models: settings.models)
        } catch {
            try channel.send(Frame.encoding(WorkerReply.failed(error.message)))
            return
        }
        let reader = PageReader(engine: engine)
        try channel.send(Frame.encoding(WorkerReply.ready))
        while let frame = try channel.receive() {
            try channel.send(self.answer(frame.decode(WorkerRequest.self), reader: reader))
        }
    }

    private static func answer(_ request: WorkerRequest, reader: PageReader) throws(OCRError) -> Frame {
        do {
            switch request {
            case .inspect(let path, let limits):
                let file = try ScanFile(path: path, limits: limits)
                return try Frame.encoding(WorkerReply.inspected(file.inspection()))
            case .read(let request):
                let result = try reader.read(request)
                let reply = WorkerReply.read(result.reading, isPassthrough: result.image?.isPassthrough ?? false)
                return try Frame.encoding(reply, attachment: result.image?.jpeg ?? [])
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
