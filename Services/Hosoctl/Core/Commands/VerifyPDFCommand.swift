import ArgumentParser
import Clocks
import Foundation
import PAdES
import PDF
import PKI

/// Judges the signatures of one PDF, whoever made it, without asking anybody.
struct VerifyPDFCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-pdf",
        abstract: "Kiểm tra chữ ký số của một tệp PDF / judge the signatures of a PDF.",
        discussion: """
            Không dùng mạng / asks nobody: dữ liệu thu hồi lấy trong tệp hoặc từ --evidence / revocation data come from the file \
            or from --evidence. Mã thoát / exit codes: 0 hợp lệ/valid · 1 không hợp lệ/invalid · 2 chưa kết luận được hoặc \
            không đọc được/cannot be decided or read.
            """)

    /// How revocation counts.
    enum Revocation: String, ExpressibleByArgument, CaseIterable {
        case required, recorded

        var demand: ValidationPolicy.RevocationDemand {
            switch self {
            case .required: .required
            case .recorded: .recorded
            }
        }
    }

    @Argument(help: "Tệp PDF / the file.")
    var file: String
    @Option(help: "Tệp PEM các CA tin cậy, có thể lặp lại / trusted authorities, may be repeated.")
    var trust: [String] = []
    @Option(help: "Thời điểm kiểm tra, ví dụ 2026-03-05T09:00:00+07:00 / the time to judge at; mặc định là bây giờ / default now.")
    var at: String?
    @Option(help: "Tệp DER chứng thư, CRL hoặc OCSP, có thể lặp lại / certificate, CRL or OCSP answer, may be repeated.")
    var evidence: [String] = []
    @Option(help: "Thiếu dữ liệu thu hồi: required = chưa kết luận, recorded = chỉ ghi nhận / missing revocation data: no verdict, or only noted.")
    var revocation = Revocation.required
    @Flag(help: "In JSON / print JSON.")
    var json = false

    func validate() throws {
        guard !self.trust.isEmpty else { throw ValidationError("--trust TỆP / FILE") }
        guard self.at.map({ UTCInstant(iso8601: $0) != nil }) ?? true else { throw ValidationError("--at 2026-03-05T09:00:00+07:00") }
    }

    func run() throws {
        let trust = TrustStore(anchors: try self.trust.flatMap(VerifyPDFInput.anchors))
        let material = try VerifyPDFInput.material(self.evidence)
        let now = self.at.flatMap { UTCInstant(iso8601: $0) } ?? SystemClock().now()
        let validator = DocumentValidator(trust: trust, policy: ValidationPolicy(revocation: self.revocation.demand))
        let report = validator.validate(try VerifyPDFInput.document(self.file), at: now, material: material)
        let exitCode = VerifyPDFOutput.exitCode(report)
        if self.json {
            Console.standard.line(try DocumentReportForm(report).json(isPretty: true))
        } else {
            for line in VerifyPDFOutput.lines(report) { Console.standard.line(line) }
        }
        if exitCode != .success { throw exitCode }
    }
}
