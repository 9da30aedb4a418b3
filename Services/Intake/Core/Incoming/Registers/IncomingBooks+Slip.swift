import BlobStore
import Clocks
import IntakeDomain
import PDF

/// The slip on which an incoming document is handled.
extension IncomingBooks {
    /// Sets and stores the slip of a document.
    func slip(of document: IncomingDocument, history: [RecordedIncoming], agency: String) async throws -> BlobReference {
        let bytes = try SlipWriter(fonts: self.fonts).write(
            Self.slip(document, history, agency, self.fonts.printable),
            PDFAMetadata(title: "Phiếu giải quyết văn bản đến \(document.head.notation)", createdAt: self.clock.now()))
        return try await self.blobs.put(bytes)
    }

    /// Three parts: the agency's head, the unit, the official; what is open stays empty for handwriting.
    private static func slip(
        _ document: IncomingDocument, _ history: [RecordedIncoming], _ agency: String, _ printable: (String) -> String
    ) -> SlipDocument {
        let head = document.head
        let direction = history.last { if case .directed = $0.fact { true } else { false } }
        let transfers = history.compactMap { entry -> String? in
            guard case .transferred(let to, let reason) = entry.fact else { return nil }
            return "\(entry.at.vietnamDate.display) (\(entry.actor)): giao \(to.officer.isEmpty ? to.unit : to.officer). \(reason)"
        }
        let reports = history.compactMap { entry -> String? in
            switch entry.fact {
            case .reported(let text): "\(entry.at.vietnamDate.display) (\(entry.actor)): \(text)"
            case .finished(let result, _): "\(entry.at.vietnamDate.display) (\(entry.actor)): \(result)"
            default: nil
            }
        }
        var blocks: [SlipBlock] = [
            .columns(
                left: [.centred(printable(agency.uppercased()), bold: true, fontSize: 12, underlined: true)],
                right: [
                    .centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold: true, fontSize: 12),
                    .centred("Độc lập - Tự do - Hạnh phúc", bold: true, fontSize: 13, underlined: true),
                ], leftShare: 0.41),
            .space(14), .paragraph(.centred("PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN", bold: true, fontSize: 14)), .space(8),
            .field(label: "Văn bản", value: printable("\(head.type) số \(head.notation) ngày \(head.dated.display) của \(head.authorName)")),
            .field(label: "Về việc", value: head.isStub ? "(văn bản mật)" : printable(head.subject)),
            .field(label: "Số đến", value: "\(document.number.map { "\($0.number)" } ?? "chưa đăng ký") ngày \(document.arrivedAt.vietnamDate.display)"),
        ]
        blocks += self.part("Ý kiến của lãnh đạo cơ quan", (direction.map { self.words(document, $0) } ?? []).map(printable))
        blocks += self.part("Ý kiến của lãnh đạo đơn vị", transfers.map(printable))
        blocks += self.part("Ý kiến đề xuất của công chức", reports.map(printable))
        return SlipDocument(paper: .a4, blocks: blocks)
    }

    private static func words(_ document: IncomingDocument, _ entry: RecordedIncoming) -> [String] {
        let lead = document.assignments.filter(\.isLead).map { $0.officer.isEmpty ? $0.unit : $0.officer }
        let others = document.assignments.filter { !$0.isLead }.map { $0.officer.isEmpty ? $0.unit : $0.officer }
        var lines = ["\(entry.at.vietnamDate.display) (\(entry.actor)): \(document.opinion)", "Chủ trì: \(lead.joined(separator: ", "))"]
        if !others.isEmpty { lines.append("Phối hợp: \(others.joined(separator: ", "))") }
        if let deadline = document.deadline { lines.append("Thời hạn: \(deadline.vietnamDate.display)") }
        return lines
    }

    private static func part(_ title: String, _ lines: [String]) -> [SlipBlock] {
        let texts: [SlipBlock] = lines.map { .paragraph(SlipParagraph([SlipRun($0)])) }
        return [.space(8), .paragraph(SlipParagraph([.bold(title)]))] + (texts.isEmpty ? [.space(90)] : texts + [.space(24)])
    }
}
