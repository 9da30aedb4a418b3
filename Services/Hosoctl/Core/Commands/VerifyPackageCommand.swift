import Archive
import ArgumentParser
import Clocks
import Foundation
import PAdES
import PKI

/// Judges an archive package, whoever made it, without asking anybody.
struct VerifyPackageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-package",
        abstract: "Kiểm tra gói SIP, AIP, DIP / judge an archive package.",
        discussion: """
            Không dùng mạng / asks nobody: cấu trúc, mã kiểm của từng tệp, các trường mô tả, ngày tháng và, khi có --trust, chữ ký số \
            của mọi tệp PDF / structure, every checksum, fields, dates and, with --trust, the signatures of every PDF. \
            --digest: mã SHA-256 của gói ghi trong biên bản / the digest of the package in the minutes. \
            Mã thoát / exit codes: 0 hợp lệ/valid · 1 không hợp lệ/invalid · 2 chưa kết luận được hoặc không đọc được/cannot be decided or read.
            """)

    @Argument(help: "Gói, tệp ZIP / the package, a ZIP file.")
    var file: String
    @Option(help: "Tệp PEM các CA tin cậy, có thể lặp lại / trusted authorities, may be repeated.")
    var trust: [String] = []
    @Option(help: "Tệp DER chứng thư, CRL hoặc OCSP, có thể lặp lại / certificate, CRL or OCSP answer, may be repeated.")
    var evidence: [String] = []
    @Option(help: "Thiếu dữ liệu thu hồi: required = chưa kết luận, recorded = chỉ ghi nhận / missing revocation data: no verdict, or only noted.")
    var revocation = VerifyPDFCommand.Revocation.required
    @Option(help: "Mã SHA-256 trong biên bản, 64 chữ số / the digest in the minutes, 64 digits.")
    var digest: String?
    @Option(help: "Thời điểm kiểm tra, ví dụ 2026-03-05T09:00:00+07:00 / the time to judge at; mặc định là bây giờ / default now.")
    var at: String?
    @Flag(help: "In JSON / print JSON.")
    var json = false

    func validate() throws {
        guard self.at.map({ UTCInstant(iso8601: $0) != nil }) ?? true else { throw ValidationError("--at 2026-03-05T09:00:00+07:00") }
        guard self.digest.map({ $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) }) ?? true else {
            throw ValidationError("--digest: 64 chữ số / digits")
        }
    }

    func run() throws {
        let now = self.at.flatMap { UTCInstant(iso8601: $0) } ?? SystemClock().now()
        var examiner = PackageExaminer()
        if !self.trust.isEmpty {
            let validator = DocumentValidator(
                trust: TrustStore(anchors: try self.trust.flatMap(VerifyPDFInput.anchors)),
                policy: ValidationPolicy(revocation: self.revocation.demand))
            let material = try VerifyPDFInput.material(self.evidence)
            examiner.judge = { _, bytes in
                PackageSignatures.answer(validator.validate(bytes, at: now, material: material))
            }
        }
        let report: PackageReport
        do {
            report = try examiner.examine(self.file, scratch: FileManager.default.temporaryDirectory.path, at: now)
        } catch {
            throw CommandFailure(
                Words("Không đọc được \(self.file): \(error.message)", "\(self.file) cannot be read: \(error.message)"), exitCode: .undecided)
        }
        let form = PackageReportForm(report, expectedDigest: self.digest)
        if self.json {
            Console.standard.line(try form.json())
        } else {
            for line in form.lines() { Console.standard.line(line) }
        }
        if form.exitCode != .success { throw form.exitCode }
    }
}
