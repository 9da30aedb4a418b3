public import DigitizationDomain
import Foundation
public import OCR
public import ServiceKit

/// What a deployment decides about digitization.
public struct DigitizationConfiguration: Sendable {
    /// Form of the digitization result code (O1).
    public var template: ResultCodeTemplate = .standard
    /// Extraction rules, per paper type.
    public var rules: [ExtractionRules] = ExtractionRules.standard
    /// Names against which fields are held.
    public var names = KnownNames()
    /// Which doubtful fields a second person confirms.
    public var confirmation: [ConfirmationRule] = ConfirmationRule.standard
    /// How codes printed on issued papers look.
    public var codeLayout: CodeLayout = .standard
    /// How the recognition workers run.
    public var recognition: RecognitionConfiguration
    /// Limits of the quality gate, per paper type.
    public var quality = QualityLimits()
    /// Folders scanners write to.
    public var folders: [WatchedFolder] = []
    /// How large a scan may be.
    public var limits = ScanLimits()
    /// How long nobody may touch an open capture before it is closed.
    public var captureExpiry: Duration = .seconds(30 * 24 * 3600)
    /// Pause between two looks for work when there is none.
    public var idlePause: Duration = .milliseconds(250)
    /// How long a paper is held without a sign of life before another service takes it over.
    public var lease: Duration = .seconds(30)
    /// Who holds papers, as operators see it: host and process.
    public var holder = "\(ProcessInfo.processInfo.hostName)/\(ProcessInfo.processInfo.processIdentifier)"

    /// Creates the default configuration around a worker program.
    public init(recognition: RecognitionConfiguration) { self.recognition = recognition }

    static let templateSetting = Setting<ResultCodeTemplate>(
        key: "result.code.template", expected: "a text with {ownerId}, {paperTypeCode} and {seq} once each",
        defaultText: "{ownerId}.{paperTypeCode}.{seq}", purpose: "Form of the digitization result code (R26)."
    ) { ResultCodeTemplate($0) }

    static let rulesSetting = Setting<[ExtractionRules]>(
        key: "extraction.rules.file", expected: "`standard` or the path of a JSON file with extraction rules",
        defaultText: "standard", purpose: "Which fields are read from which paper type.",
        reading: Self.rules)

    static let namesSetting = Setting<KnownNames>(
        key: "extraction.names.file", expected: "`none` or the path of a JSON file with lists of names",
        defaultText: "none", purpose: "Known names that are suggested where a field was read like one (R30).",
        reading: Self.names)

    static let confirmationSetting = Setting<[ConfirmationRule]>(
        key: "confirmation.rules.file", expected: "`standard` or the path of a JSON file with confirmation rules",
        defaultText: "standard", purpose: "Which doubtful fields of which paper types a second person confirms (R30).",
        reading: Self.confirmationRules)

    static let codeLayoutSetting = Setting<CodeLayout>(
        key: "code.layout.file", expected: "`standard` or the path of a JSON file with the parts of printed codes",
        defaultText: "standard", purpose: "What the QR code on issued papers says, part by part.",
        reading: Self.codeLayout)

    /// The confirmation rules a text means.
    @Sendable static func confirmationRules(_ text: String) throws(SettingRefusal) -> [ConfirmationRule] {
        try Self.data(text, standard: ConfirmationRule.standard)
    }

    /// The layout of printed codes a text means.
    @Sendable static func codeLayout(_ text: String) throws(SettingRefusal) -> CodeLayout {
        try Self.data(text, standard: CodeLayout.standard)
    }

    /// The known names a text means.
    @Sendable static func names(_ text: String) throws(SettingRefusal) -> KnownNames {
        text == "none" ? KnownNames() : try Self.data(text, standard: KnownNames())
    }

    /// The extraction rules a text means.
    @Sendable static func rules(_ text: String) throws(SettingRefusal) -> [ExtractionRules] {
        try Self.data(text, standard: ExtractionRules.standard)
    }

    /// What a text means: the standard, or what a file says.
    ///
    /// - Throws: `SettingRefusal` with the path and what is wrong with the file, by the place in it.
    private static func data<Value: Decodable>(_ text: String, standard: Value) throws(SettingRefusal) -> Value {
        guard text != "standard" else { return standard }
        do {
            return try JSONDecoder().decode(Value.self, from: Data(contentsOf: URL(fileURLWithPath: text)))
        } catch let error as DecodingError {
            throw SettingRefusal(got: "«\(text)», which is not that: \(Self.words(error))")
        } catch {
            throw SettingRefusal(got: "«\(text)», which cannot be read: \(error.localizedDescription)")
        }
    }

    static let foldersSetting = Setting<[WatchedFolder]>(
        key: "watch.folders.file", expected: "`none` or the path of a JSON file with the folders scanners write to",
        defaultText: "none", purpose: "Folders scanners write to, each with its agency, officer and naming rule.",
        reading: WatchedFolders.read)

    static let qualitySetting = Setting<QualityLimits>(
        key: "quality.limits.file", expected: "`standard` or the path of a JSON file with limits of the quality gate",
        defaultText: "standard", purpose: "Limits of the quality gate, per paper type (R25).",
        reading: Self.quality)

    /// The limits a text means: the standard ones, or those of a file.
    ///
    /// - Throws: `SettingRefusal` with the path and everything that is wrong with the file.
    @Sendable static func quality(_ text: String) throws(SettingRefusal) -> QualityLimits {
        guard text != "standard" else { return QualityLimits() }
        let bytes: Data
        do { bytes = try Data(contentsOf: URL(fileURLWithPath: text)) } catch {
            throw SettingRefusal(got: "«\(text)», which cannot be read: \(error.localizedDescription)")
        }
        do { return try QualityLimits(json: [UInt8](bytes)) } catch {
            throw SettingRefusal(got: "«\(text)», which is not that: \(error)")
        }
    }

    private static func words(_ error: DecodingError) -> String {
        func at(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            let path = context.codingPath + (last.map { [$0] } ?? [])
            guard !path.isEmpty else { return "" }
            return " at " + path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
        }
        return switch error {
        case .keyNotFound(let key, let context): "nothing\(at(context, key))"
        case .valueNotFound(_, let context): "null\(at(context))"
        case .typeMismatch(let type, let context): "no \(type)\(at(context))"
        case .dataCorrupted(let context): "\(context.debugDescription)\(at(context))"
        @unknown default: "\(error)"
        }
    }

    static let workersSetting = Setting<Int>.integer(
        "recognition.workers", in: 1...256, default: ProcessInfo.processInfo.activeProcessorCount,
        purpose: "Recognition worker processes, one per core.")

    static let memorySetting = Setting<Int>.integer(
        "recognition.worker.memory.mib", in: 256...65_536, default: 2048,
        purpose: "Address space one recognition worker may take, in MiB.")

    static let pageTimeoutSetting = Setting<Duration>.seconds(
        "recognition.page.timeout.seconds", in: 1...600, default: 30, purpose: "Longest time for one page.")

    static let leaseSetting = Setting<Duration>.seconds(
        "recognition.lease.seconds", in: 5...600, default: 30,
        purpose: "How long a killed service's papers wait before another one takes them over.")

    static let captureExpirySetting = Setting<Int>.integer(
        "capture.expiry.days", in: 1...3650, default: 30,
        purpose: "Days nobody may touch an open capture before it is closed; its files are kept.")

    /// The settings of the service, for `ServiceHost`.
    public static let settings: [any AnySetting] = [
        Self.templateSetting, Self.rulesSetting, Self.namesSetting, Self.workersSetting, Self.memorySetting, Self.pageTimeoutSetting,
        Self.leaseSetting, Self.confirmationSetting, Self.codeLayoutSetting, Self.qualitySetting, Self.foldersSetting,
        Self.captureExpirySetting,
    ]

    /// Reads the configuration of a deployment.
    ///
    /// - Throws: `ConfigurationError` when the host was not given ``settings``.
    public init(_ host: HostConfiguration) throws {
        let workers = try host.value(of: Self.workersSetting)
        self.recognition = RecognitionConfiguration(executable: Self.ownExecutable, workers: workers)
        self.recognition.settings.memoryBytes = UInt64(try host.value(of: Self.memorySetting)) << 20
        self.recognition.pageTimeout = try host.value(of: Self.pageTimeoutSetting)
        self.lease = try host.value(of: Self.leaseSetting)
        self.confirmation = try host.value(of: Self.confirmationSetting)
        self.codeLayout = try host.value(of: Self.codeLayoutSetting)
        self.template = try host.value(of: Self.templateSetting)
        self.rules = try host.value(of: Self.rulesSetting)
        self.names = try host.value(of: Self.namesSetting)
        self.quality = try host.value(of: Self.qualitySetting)
        self.folders = try host.value(of: Self.foldersSetting)
        self.captureExpiry = .seconds(Int64(try host.value(of: Self.captureExpirySetting)) * 24 * 3600)
    }

    /// The program that runs now; its workers are the same program.
    private static var ownExecutable: String { "/proc/self/exe" }
}
