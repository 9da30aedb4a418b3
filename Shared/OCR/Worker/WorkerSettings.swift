/// How a worker process is set up, as passed on its command line.
public struct WorkerSettings: Hashable, Sendable {
    /// Name of the recognition model.
    public var language: String = "vie"
    /// Name of the model that reads doubtful lines again; empty = none does.
    public var secondLanguage: String = "Vietnamese"
    /// Folder of the models; nil = where the library looks by itself.
    public var models: String?
    /// Address space a worker may take. Unit: bytes.
    public var memoryBytes: UInt64 = 2 << 30
    /// CPU time a worker may take for one page. Unit: seconds.
    public var cpuSeconds: UInt64 = 120

    /// Creates the default settings: Vietnamese, 2 GiB, two minutes.
    public init() {}

    /// Reads the settings from the arguments behind `worker`.
    ///
    /// - Parameter arguments: As ``arguments`` makes them.
    /// - Returns: nil when an argument is unknown or has no usable value.
    public init?(arguments: [String]) {
        var rest = arguments[...]
        while let key = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch key {
            case "--language" where !value.isEmpty: self.language = value
            case "--second-language": self.secondLanguage = value
            case "--models" where !value.isEmpty: self.models = value
            case "--memory-bytes":
                guard let bytes = UInt64(value), bytes > 0 else { return nil }
                self.memoryBytes = bytes
            case "--cpu-seconds":
                guard let seconds = UInt64(value), (1...86_400).contains(seconds) else { return nil }
                self.cpuSeconds = seconds
            default: return nil
            }
        }
    }

    /// The settings as command line arguments.
    public var arguments: [String] {
        var arguments = [
            "--language", self.language, "--second-language", self.secondLanguage, "--memory-bytes", String(self.memoryBytes),
            "--cpu-seconds", String(self.cpuSeconds),
        ]
        if let models = self.models { arguments += ["--models", models] }
        return arguments
    }
}
