import Archive
import ArgumentParser
import Clocks
import Foundation

/// What `verify-package` prints: the report in words, or with `--json` in its structured form.
struct PackageReportForm {
    let report: PackageReport
    /// Whether the container is the one of the minutes; nil = nobody asked.
    let isExpected: Bool?

    init(_ report: PackageReport, expectedDigest: String?) {
        self.report = report
        self.isExpected = expectedDigest.map { $0.lowercased() == Self.hexadecimal(report.sha256) }
    }

    /// 0 valid, 1 invalid, 2 when signatures were asked about and one has no verdict.
    var exitCode: ExitCode {
        guard self.report.isValid, self.isExpected != false else { return .findings }
        return self.report.signatures.values.contains { $0.verdict == .undecided } ? .undecided : .success
    }

    private var verdict: String {
        switch self.exitCode {
        case .success: "valid"
        case .undecided: "undecided"
        default: "invalid"
        }
    }

    /// The report for a person: Vietnamese first, English second.
    func lines() -> [String] {
        let words: (String, String) =
            switch self.exitCode {
            case .success: ("Gói hợp lệ.", "The package is valid.")
            case .undecided: ("Chưa kết luận được về chữ ký số trong gói.", "The signatures in the package cannot be decided.")
            default: ("Gói không hợp lệ.", "The package is not valid.")
            }
        var lines = [words.0, words.1, ""]
        let kind = self.report.kind?.rawValue ?? "–"
        lines.append("\(kind) \(self.report.objectID)")
        lines.append("SHA-256 \(Self.hexadecimal(self.report.sha256)), \(self.report.sizeBytes) byte")
        lines.append("\(self.report.contents.documents.count) tài liệu / documents")
        if self.isExpected == false {
            lines.append("✗ Không phải gói ghi trong biên bản. / Not the package of the minutes.")
        }
        for finding in self.report.findings {
            let path = finding.path.isEmpty ? "" : "\(finding.path): "
            lines.append("\(finding.isSerious ? "✗" : "·") \(path)\(finding.vietnamese) / \(finding.english)")
        }
        return lines
    }

    /// One object; times in UTC, absent values left out.
    func json() throws -> String {
        let form = Form(
            verdict: self.verdict, kind: self.report.kind?.rawValue, objectId: self.report.objectID,
            sha256: Self.hexadecimal(self.report.sha256), sizeBytes: self.report.sizeBytes, createdAt: self.report.createdAt?.iso8601,
            documents: self.report.contents.documents.count, isExpected: self.isExpected,
            signatures: self.report.signatures.mapValues(\.verdict.rawValue),
            findings: self.report.findings.map {
                Form.Finding(
                    kind: $0.kind.rawValue, path: $0.path, isSerious: $0.isSerious, vietnamese: $0.vietnamese, english: $0.english)
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(form), as: UTF8.self)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private struct Form: Encodable {
        struct Finding: Encodable {
            let kind: String
            let path: String
            let isSerious: Bool
            let vietnamese: String
            let english: String
        }

        let verdict: String
        let kind: String?
        let objectId: String
        let sha256: String
        let sizeBytes: Int64
        let createdAt: String?
        let documents: Int
        let isExpected: Bool?
        let signatures: [String: String]
        let findings: [Finding]
    }
}
