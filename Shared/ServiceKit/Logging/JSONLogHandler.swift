import Clocks
import Foundation
public import Logging
import Synchronization

/// Writes one JSON object per line on standard output, with keys after the OpenTelemetry log model.
///
/// `time` (RFC 3339, UTC, microseconds), `severity`, `body` (constant text), `service.name`, `logger`, then the metadata
/// under the names of ``LogKey``; anything else shows as `<withheld>`.
public struct JSONLogHandler: LogHandler {
    /// Least severe level that is written.
    public var logLevel: Logger.Level
    /// Metadata of the logger.
    public var metadata: Logger.Metadata = [:]
    private let service: String
    private let label: String
    private let write: @Sendable (String) -> Void

    private static let known = Set(LogKey.allCases.map(\.rawValue))

    /// Makes a handler.
    ///
    /// - Parameters:
    ///   - service: Name of the service.
    ///   - label: Label of the logger.
    ///   - level: Least severe level.
    ///   - write: Takes a line with its line break; standard output by default.
    public init(
        service: String, label: String, level: Logger.Level,
        write: @escaping @Sendable (String) -> Void = StandardOutput.write
    ) {
        self.service = service
        self.label = label
        self.logLevel = level
        self.write = write
    }

    /// Reads or writes one metadata value.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    /// Writes one line.
    public func log(event: LogEvent) {
        var line = "{\"time\":\"\(SystemClock().now().iso8601)\",\"severity\":\"\(event.level.rawValue.uppercased())\""
        line += ",\"body\":" + Self.quoted(event.message.description)
        line += ",\"service.name\":" + Self.quoted(self.service) + ",\"logger\":" + Self.quoted(self.label)
        var all = self.metadata.merging(event.metadata ?? [:]) { _, new in new }
        if let trace = TraceContext.current { all[LogKey.traceID.rawValue] = "\(trace.traceID)" }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            let shown = Self.known.contains(key) ? value.description : "<withheld>"
            line += "," + Self.quoted(key) + ":" + Self.quoted(shown)
        }
        self.write(line + "}\n")
    }

    /// A JSON string; control characters are escaped, so that no value can end the line (ASVS 5.0 V16.4.1).
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\u{2028}", "\u{2029}": result += "\\u" + String(scalar.value, radix: 16)
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
