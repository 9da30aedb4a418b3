import Clocks
import Foundation
import Logging
import ServiceKit
import Synchronization
import Testing

@Suite struct JSONLogTests {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    /// Logs one line and reads it back as JSON.
    private func line(_ message: Logger.Message, _ metadata: Logger.Metadata = [:]) throws -> [String: String] {
        let lines = Lines()
        var logger = Logger(label: "hoso.test") { label in
            JSONLogHandler(service: "hoso-test", label: label, level: .info) { text in lines.all.withLock { $0.append(text) } }
        }
        logger[metadataKey: "queue"] = "records.events"
        logger.info(message, metadata: metadata)
        let text = try #require(lines.all.withLock { $0.first })
        #expect(text.hasSuffix("}\n"))
        #expect(text.filter { $0 == "\n" }.count == 1)
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(object as? [String: String])
    }

    @Test func `a line has time, severity, body, service and the known metadata`() throws {
        let line = try self.line("event handled", ["message.id": "42"])

        #expect(line["severity"] == "INFO")
        #expect(line["body"] == "event handled")
        #expect(line["service.name"] == "hoso-test")
        #expect(line["queue"] == "records.events")
        #expect(line["message.id"] == "42")
        #expect(line["time"]?.hasSuffix("Z") == true)
    }

    @Test func `a line bears the trace of its task, and none when there is none`() throws {
        let trace = TraceContext.root()

        let inside = try TraceContext.$current.withValue(trace) { try self.line("event handled") }
        let outside = try self.line("event handled")

        #expect(inside["trace.id"] == trace.traceID)
        #expect(outside["trace.id"] == nil)
    }

    @Test func `ASVS-16.2.5 values under keys nobody vouched for are withheld`() throws {
        let line = try self.line("opened", ["owner.id": "097324861809", "fullName": "Trần Thùy Mẫn"])

        #expect(line["owner.id"] == "<withheld>")
        #expect(line["fullName"] == "<withheld>")
    }

    @Test(arguments: ["two\nlines", "\"quoted\" \\ back", "tab\t, bell \u{7}, nul \0", "\u{2028}", "tiếng Việt 👍", "\u{85}"])
    func `ASVS-16.4.1 no value can end the line or leave its string`(text: String) throws {
        #expect(try self.line("m", ["error": "\(text)"])["error"] == text)
    }

    @Test func `lines below the level are not written`() {
        let lines = Lines()
        let logger = Logger(label: "x") { label in
            JSONLogHandler(service: "s", label: label, level: .warning) { text in lines.all.withLock { $0.append(text) } }
        }

        logger.info("quiet")

        #expect(lines.all.withLock { $0.isEmpty })
    }
}
