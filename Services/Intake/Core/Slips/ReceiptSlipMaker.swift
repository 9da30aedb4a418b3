import Clocks
import IntakeDomain
import PDF

/// Makes form 01, the receipt and appointment slip, as PDF/A (R15).
struct ReceiptSlipMaker: Sendable {
    let writer: SlipWriter

    /// Makes a slip maker with the fonts of the machine.
    ///
    /// - Throws: ``PDFError`` when a font is missing; the service then does not start.
    init() throws(PDFError) {
        self.writer = SlipWriter(fonts: try SlipFonts.liberationSerif())
    }

    /// The slip of a dossier that is about to be accepted; the same dossier and times give the same bytes.
    func slip(
        _ dossier: Dossier, acceptedAt: UTCInstant, dueAt: UTCInstant, names: SlipNames
    ) throws(PDFError) -> [UInt8] {
        let slip = PDF.ReceiptSlip(
            parentAgency: names.parentAgency.uppercased(),
            desk: names.desk,
            dossierCode: dossier.code.text,
            place: names.place,
            applicant: dossier.owner.name,
            procedure: dossier.procedure.name,
            components: dossier.components.filter { $0.rule.role == .component && $0.isPresent }.map {
                PDF.ReceiptSlip.Component(name: $0.rule.name, form: Self.form(of: $0))
            },
            processingTime: Self.words(for: dossier.procedure.limit),
            receivedAt: acceptedAt,
            dueAt: dueAt,
            returnPlace: names.desk,
            officer: names.officer,
            codePayload: dossier.code.text)
        return try self.writer.write(
            slip.document(),
            PDFAMetadata(title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả \(dossier.code.text)", createdAt: acceptedAt))
    }

    private static func form(of component: DossierComponent) -> String {
        guard !component.state.isReused else {
            return "Dùng lại giấy tờ đã số hóa"
        }
        var parts: [String] = []
        if component.originals > 0 {
            parts.append("Bản chính: \(component.originals)")
        }
        if component.copies > 0 {
            parts.append("bản sao: \(component.copies)")
        }
        return parts.joined(separator: "; ")
    }

    private static func words(for limit: WorkingTimeLimit) -> String {
        switch limit {
        case .sameDay: "Trong ngày làm việc"
        case .workingDays(let days): "\(days) ngày làm việc"
        case .workingHours(let hours): "\(hours) giờ làm việc"
        }
    }
}
