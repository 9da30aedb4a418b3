import GatewayDomain
import HosoProto
import ServiceKit

/// One paper on the page of its dossier.
struct PaperCard: Sendable {
    struct Verdict: Sendable {
        let title: String
        let signer: String
        let words: String
        let isValid: Bool

        init(_ report: Hoso_Signing_V1_SignatureReport) {
            self.title = StateWords.of(report.verdict)
            let time = report.hasStatedAt ? report.statedAt.instant.map { ", \(VietnameseForm.exactTime($0))" } ?? "" : ""
            self.signer = report.signerName.isEmpty ? "" : "\(report.signerName)\(time)"
            self.words = report.wordsVi
            self.isValid = report.verdict == .valid
        }
    }

    let title: String
    let steps: PaperSteps
    let pages: String?
    /// How far recognition is, while it waits or runs.
    let progress: String?
    let findings: [String]
    let verdicts: [Verdict]
    let files: [FileLink]
    /// Where its fields are looked at; nil before the signature.
    let fieldsPath: String?

    init(
        _ paper: Hoso_Digitization_V1_Paper, reports: [Hoso_Signing_V1_SignatureReport],
        progress: Hoso_Digitization_V1_PaperProgress? = nil,
        awaiting: Hoso_Digitization_V1_AwaitingConfirmation? = nil
    ) {
        self.title = paper.title
        self.steps = PaperSteps(paper.state)
        self.pages = paper.pages > 0 ? VietnameseForm.number(Int64(paper.pages)) : nil
        self.progress = progress.map(Self.words) ?? awaiting.map(Self.words)
        self.findings = paper.findings.map { finding in
            let measured = finding.measured.isEmpty ? "" : " (đo được \(finding.measured), cần \(finding.demanded))"
            return "\(finding.adviceVi)\(measured)"
        }
        self.verdicts = reports.map(Verdict.init)
        let isReadable = PaperPage.awaitsConfirmation(paper.state) || !paper.fields.isEmpty
        self.fieldsPath = isReadable ? WireForm.id(paper.id).map { "/giay-to/\($0)" } : nil
        var files: [FileLink] = []
        if paper.hasSignedCopy {
            files.append(FileLink("Tải bản sao đã ký (PDF)", paper.signedCopy, name: "ban-ky-\(paper.componentCode).pdf"))
        } else if paper.hasECopy {
            files.append(FileLink("Tải bản sao điện tử chưa ký (PDF)", paper.eCopy, name: "ban-sao-\(paper.componentCode).pdf"))
        }
        self.files = files
    }

    private static func words(_ awaiting: Hoso_Digitization_V1_AwaitingConfirmation) -> String {
        "Chờ người thứ hai (khác \(awaiting.officerCode)) đối chiếu: \(awaiting.fields.joined(separator: ", "))"
    }

    private static func words(_ progress: Hoso_Digitization_V1_PaperProgress) -> String {
        let again = progress.attempt > 1 ? ", lần thử \(progress.attempt)" : ""
        guard progress.isRunning else { return "Đang chờ đến lượt nhận dạng\(again)" }
        guard progress.pagesTotal > 0 else { return "Đang mở bản quét\(again)" }
        return "Đang nhận dạng: trang \(min(progress.pagesDone + 1, progress.pagesTotal))/\(progress.pagesTotal)\(again)"
    }
}
