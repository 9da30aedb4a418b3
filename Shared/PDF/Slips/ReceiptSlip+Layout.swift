internal import Clocks

extension ReceiptSlip {
    /// The slip as a document; A5 takes smaller letters.
    public func document(paper: SlipDocument.Paper = .a4) -> SlipDocument {
        let isSmall = paper == .a5
        var blocks: [SlipBlock] = [self.head(isSmall), .space(6), self.title(isSmall)]
        blocks += self.request + [self.papers] + self.times + [.space(isSmall ? 3 : 8), self.signatures(isSmall)]
        return SlipDocument(paper: paper, fontSize: isSmall ? 10 : 13, blocks: blocks)
    }

    /// The agency at the left, the state's name and motto at the right. Source: Decree 30/2020, annex I.
    private func head(_ isSmall: Bool) -> SlipBlock {
        let size = isSmall ? 8.0 : 11
        return .columns(
            left: [
                .centred(self.parentAgency, fontSize: size),
                .centred(self.desk, bold: true, fontSize: size, underlined: true),
                .centred("Số: \(self.dossierCode)", fontSize: size, spaceBefore: 4),
            ],
            right: [
                .centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold: true, fontSize: size),
                .centred("Độc lập - Tự do - Hạnh phúc", bold: true, fontSize: size + 1, underlined: true),
                SlipParagraph([.italic("\(self.place), \(Self.longDate(self.receivedAt))")], alignment: .centre, fontSize: size, spaceBefore: 4),
            ],
            leftShare: 0.44)
    }

    private func title(_ isSmall: Bool) -> SlipBlock {
        .code(
            payload: self.codePayload, size: isSmall ? 62 : 92,
            beside: [
                .centred("GIẤY TIẾP NHẬN HỒ SƠ", bold: true, fontSize: isSmall ? 12 : 15, spaceBefore: isSmall ? 6 : 18),
                .centred("VÀ HẸN TRẢ KẾT QUẢ", bold: true, fontSize: isSmall ? 12 : 15),
                .centred("Mã hồ sơ: \(self.dossierCode)", fontSize: isSmall ? 10 : 13, spaceBefore: 4),
            ])
    }

    private var request: [SlipBlock] {
        var blocks: [SlipBlock] = [
            .field(label: "Bộ phận tiếp nhận và trả kết quả", value: self.desk),
            .field(label: "Tiếp nhận hồ sơ của", value: self.applicant),
        ]
        if let address { blocks.append(.field(label: "Địa chỉ", value: address)) }
        if let telephone { blocks.append(.field(label: "Số điện thoại", value: telephone)) }
        if let email { blocks.append(.field(label: "Email", value: email)) }
        blocks.append(.field(label: "Nội dung yêu cầu giải quyết", value: self.procedure))
        blocks.append(.paragraph(SlipParagraph(["Thành phần hồ sơ nộp gồm:"])))
        return blocks
    }

    private var papers: SlipBlock {
        .table(SlipTable(
            columns: [
                .init("TT", weight: 0.8, alignment: .centre), .init("Tên giấy tờ", weight: 6), .init("Hình thức", weight: 3),
            ],
            rows: self.components.enumerated().map { ["\($0.offset + 1)", $0.element.name, $0.element.form] }))
    }

    private var times: [SlipBlock] {
        [
            .field(label: "Số lượng hồ sơ", value: "\(self.sets < 10 ? "0" : "")\(self.sets) (bộ)"),
            .field(label: "Thời gian giải quyết hồ sơ theo quy định là", value: self.processingTime),
            .field(label: "Thời gian nhận hồ sơ", value: Self.longTime(self.receivedAt)),
            .field(label: "Thời gian trả kết quả giải quyết hồ sơ", value: self.dueAt.map(Self.longTime) ?? "theo thông báo"),
            .field(label: "Đăng ký nhận kết quả tại", value: self.returnPlace),
        ]
    }

    private func signatures(_ isSmall: Bool) -> SlipBlock {
        let gap = isSmall ? 30.0 : 48
        let hint = SlipParagraph([.italic("(Ký và ghi rõ họ tên)")], alignment: .centre, spaceBefore: 0)
        return .columns(
            left: [.centred("NGƯỜI NỘP HỒ SƠ", bold: true), hint, .centred(self.applicant, bold: true, spaceBefore: gap)],
            right: [.centred("NGƯỜI TIẾP NHẬN HỒ SƠ", bold: true), hint, .centred(self.officer, bold: true, spaceBefore: gap)],
            leftShare: 0.5)
    }

    /// `ngày 05 tháng 3 năm 2026`: days below 10 and the months 1 and 2 take a zero. Source: Decree 30/2020, annex I.
    static func longDate(_ instant: UTCInstant) -> String {
        let date = instant.vietnamDate
        let month = date.month < 3 ? "0\(date.month)" : "\(date.month)"
        return "ngày \(PDFNumber.padded(date.day, 2)) tháng \(month) năm \(date.year)"
    }

    static func longTime(_ instant: UTCInstant) -> String {
        let time = instant.vietnamTime
        return "\(PDFNumber.padded(time.hour, 2)) giờ \(PDFNumber.padded(time.minute, 2)) phút, \(self.longDate(instant))"
    }
}
