import Archive
import Clocks
import Crypto
import Foundation

/// Writes a submission of many documents and says what it cost, in a process of its own so that its memory is its own.
///
/// `ArchivePackProgram FOLDER DOCUMENTS BYTES` prints `documents N bytes N milliseconds N peakKiB N`; FOLDER is empty and is
/// left with the package.
@main
struct ArchivePackProgram {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let count = Int(arguments[2]), let size = Int(arguments[3]), count > 0, size >= 8 else {
            print("usage: see the source")
            exit(64)
        }
        let folder = arguments[1]
        let bytes = Array("%PDF-1.7".utf8) + (8..<size).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
        let file = "\(folder)/document"
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let digest = Array(SHA256.hash(data: bytes))
        let clock = SystemClock()
        let identifiers = UUIDv7Source(clock: clock)
        var description = PackageDescription(
            kind: .submission, unit: .documents, id: identifiers.next(), fondsCode: "P1", agencyName: "Ủy ban nhân dân tỉnh",
            packedBy: "CB01", softwareVersion: "bench", createdAt: clock.now())
        description.head[.fileCode] = "H10.2026.01.0000001"
        description.head[.title] = "Văn bản đi"
        description.head[.source] = "0"
        let started = ContinuousClock.now
        let writer = try PackageWriter(
            creating: "\(folder)/package.zip", scratch: folder, description: description, identifiers: identifiers)
        for ordinal in 1...count {
            let digits = String(ordinal)
            let code = "H10.2026.01.0000001." + String(repeating: "0", count: 7 - digits.count) + digits
            var document = PackagedDocument(
                code: code, values: Self.values(code, digits), file: file, sha256: digest, sizeBytes: Int64(size), pages: 2)
            document.process = try ProcessFile(
                code: code, steps: [ProcessFile.Step("filed", at: description.createdAt, by: "CB01")]).bytes()
            document.properties = [SheetProperty("id", identifiers.next().description), SheetProperty("title", "Quyết định số \(ordinal)")]
            try await writer.add(document)
        }
        let written = try await writer.finish()
        let elapsed = ContinuousClock.now - started
        let milliseconds = elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000
        print("documents \(written.documents) bytes \(written.sizeBytes) milliseconds \(milliseconds) peakKiB \(try Self.peakKiB())")
    }

    private static func values(_ code: String, _ digits: String) -> FieldValues {
        var values = FieldValues()
        for (field, value) in [
            (Field.docId, digits), (.docCode, code), (.maintenance, "01"), (.typeName, "02"), (.codeNumber, digits), (.codeNotation, "QĐ-UBND"),
            (.issuedDate, "05/03/2026"), (.organName, "Ủy ban nhân dân tỉnh"), (.subject, "Quyết định số \(digits) về việc điều chỉnh"),
            (.language, "01"), (.numberOfPage, "2"), (.mode, "01"), (.confidenceLevel, "01"), (.riskRecovery, "0"), (.process, "1"),
        ] { values[field] = value }
        return values
    }

    /// The most memory this process ever had.
    private static func peakKiB() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Int($0) }.first ?? 0
    }
}
