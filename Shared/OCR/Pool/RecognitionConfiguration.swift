/// How the service runs its workers.
public struct RecognitionConfiguration: Sendable {
    /// The worker program; usually the service's own executable.
    public var executable: String
    /// Arguments before the worker's settings.
    public var arguments: [String] = ["worker"]
    /// How a worker is set up.
    public var settings = WorkerSettings()
    /// Workers kept warm; usually one per core.
    public var workers: Int
    /// Longest time a worker may take to load its engine.
    public var startTimeout: Duration = .seconds(60)
    /// Longest time for one page.
    public var pageTimeout: Duration = .seconds(30)
    /// Pages after which a worker is replaced by a fresh one: the engine adapts to what it reads.
    public var pagesPerWorker: Int = 1000

    /// Creates a configuration.
    ///
    /// - Parameters:
    ///   - executable: The worker program.
    ///   - workers: Workers kept warm. Range: `1...`.
    public init(executable: String, workers: Int) {
        self.executable = executable
        self.workers = max(1, workers)
    }
}
