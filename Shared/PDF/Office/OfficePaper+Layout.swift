extension OfficePaper {
    static let pointsPerMillimetre = 72 / 25.4

    /// The document with the layout of the decree.
    ///
    /// Source: Decree 30/2020, appendix I, part I, section II and the diagram of the components on A4.
    public func document(_ rules: OfficeRules = .decree) -> SlipDocument {
        let scale = Self.pointsPerMillimetre
        var document = SlipDocument(
            paper: .a4, fontSize: rules.bodySize,
            blocks: self.head(rules) + self.title(rules) + self.text(rules) + self.closing(rules) + self.annexPages(rules))
        document.margins = SlipDocument.Margins(
            top: rules.topMillimetres * scale, right: rules.rightMillimetres * scale, bottom: rules.bottomMillimetres * scale,
            left: rules.leftMillimetres * scale)
        document.pageNumberSize = rules.pageNumberSize
        document.footer = self.contact
        return document
    }

    /// Left: agencies and number; right: state, motto, place and date. Number and date stand on one line.
    private func head(_ rules: OfficeRules) -> [SlipBlock] {
        var agencies: [SlipParagraph] = []
        if !self.parentAgency.isEmpty { agencies.append(.centred(self.parentAgency.uppercased(), fontSize: rules.agencySize)) }
        agencies.append(self.ruled(.centred(self.agency.uppercased(), bold: true, fontSize: rules.agencySize), 0.4))
        let state: [SlipParagraph] = [
            .centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold: true, fontSize: rules.stateSize),
            self.ruled(.centred("Độc lập - Tự do - Hạnh phúc", bold: true, fontSize: rules.mottoSize), 1),
        ]
        var number = SlipParagraph.centred("Số:       \(self.notation)", fontSize: rules.numberSize, spaceBefore: 6)
        number.blank = Place.number
        var date = SlipParagraph(
            [.italic("\(self.place), ngày      tháng      năm \(self.year)")], alignment: .centre, fontSize: rules.dateSize, spaceBefore: 6)
        date.blank = Place.date
        var left = [number]
        if self.typeName.isEmpty {
            left.append(.centred("V/v \(self.subject)", fontSize: rules.letterSubjectSize, spaceBefore: 6))
        }
        if !self.urgency.isEmpty {
            var mark = SlipParagraph.centred(self.urgency, bold: true, fontSize: 13, spaceBefore: 8)
            mark.isFramed = true
            left.append(mark)
        }
        return [
            .columns(left: agencies, right: state, leftShare: 0.41),
            .columns(left: left, right: [date], leftShare: 0.41), .space(8),
        ]
    }

    private func ruled(_ paragraph: SlipParagraph, _ share: Double) -> SlipParagraph {
        var paragraph = paragraph
        paragraph.underlineShare = share
        return paragraph
    }

    private func title(_ rules: OfficeRules) -> [SlipBlock] {
        var blocks: [SlipBlock] = []
        if !self.typeName.isEmpty {
            blocks.append(.paragraph(.centred(self.typeName.uppercased(), bold: true, fontSize: rules.titleSize, spaceBefore: 6)))
            blocks.append(.paragraph(self.ruled(.centred(self.subject, bold: true, fontSize: rules.subjectSize), 0.4)))
            blocks.append(.space(8))
        }
        switch self.addressees.count {
        case 0: break
        case 1: blocks.append(.paragraph(.centred("Kính gửi: \(self.addressees[0])", spaceBefore: 6)))
        default:
            blocks.append(.paragraph(SlipParagraph(["Kính gửi:"], spaceBefore: 6).indented(by: 90)))
            for (index, name) in self.addressees.enumerated() {
                let stop = index == self.addressees.count - 1 ? "." : ";"
                blocks.append(.paragraph(SlipParagraph([SlipRun("- \(name)\(stop)")], spaceBefore: 0).indented(by: 110)))
            }
        }
        if !self.addressees.isEmpty { blocks.append(.space(6)) }
        return blocks
    }

    private func text(_ rules: OfficeRules) -> [SlipBlock] {
        let indent = rules.indentMillimetres * Self.pointsPerMillimetre
        let basis: [SlipBlock] = self.basis.enumerated().map { index, text in
            let stop = index == self.basis.count - 1 ? "." : ";"
            return .paragraph(
                SlipParagraph([.italic(text + stop)], alignment: .justified, spaceBefore: rules.paragraphSpacing).indented(by: indent))
        }
        return basis + self.blocks.map { self.block($0, rules, indent) }
    }

    private func block(_ block: Block, _ rules: OfficeRules, _ indent: Double) -> SlipBlock {
        switch block {
        case .centred(let text): .paragraph(.centred(text, bold: true, spaceBefore: rules.paragraphSpacing))
        case .heading(let text):
            .paragraph(SlipParagraph([.bold(text)], alignment: .justified, spaceBefore: rules.paragraphSpacing).indented(by: indent))
        case .paragraph(let lead, let text):
            .paragraph(
                SlipParagraph(
                    lead.isEmpty ? [SlipRun(text)] : [.bold(lead + " "), SlipRun(text)], alignment: .justified,
                    spaceBefore: rules.paragraphSpacing
                ).indented(by: indent))
        case .table(let table): .table(table)
        }
    }

    /// Recipients at the left; authority, room for the signature and name at the right.
    private func closing(_ rules: OfficeRules) -> [SlipBlock] {
        var left = [SlipParagraph([SlipRun("Nơi nhận:", .boldItalic)], fontSize: rules.recipientsTitleSize, spaceBefore: 0)]
        for (index, name) in self.recipients.enumerated() {
            let stop = index == self.recipients.count - 1 ? "." : ";"
            left.append(SlipParagraph([SlipRun("- \(name)\(stop)")], fontSize: rules.recipientsSize, spaceBefore: 0))
        }
        var right = self.authority.map { SlipParagraph.centred($0.uppercased(), bold: true, fontSize: rules.bodySize) }
        var room = SlipParagraph([], alignment: .centre, spaceBefore: 0)
        room.keepsFree = 85
        room.blank = Place.signature
        right.append(room)
        right.append(.centred(self.signer, bold: true, fontSize: rules.bodySize))
        return [.space(10), .columns(left: left, right: right, leftShare: 0.45)]
    }

    /// Annexes lead back to the document; the place of its number stays open, as the decree asks of annexes in the same file.
    private func annexPages(_ rules: OfficeRules) -> [SlipBlock] {
        let indent = rules.indentMillimetres * Self.pointsPerMillimetre
        let kind = self.typeName.isEmpty ? "Công văn" : self.typeName
        return self.annexes.flatMap { annex -> [SlipBlock] in
            let origin = "(Kèm theo \(kind) số      \(self.notation) ngày      tháng      năm \(self.year) của \(self.agency))"
            return [
                .page, .paragraph(.centred(annex.name, bold: true, fontSize: rules.titleSize)),
                .paragraph(.centred(annex.title.uppercased(), bold: true, fontSize: rules.titleSize)),
                .paragraph(SlipParagraph([.italic(origin)], alignment: .centre, fontSize: rules.dateSize)), .space(6),
            ] + annex.blocks.map { self.block($0, rules, indent) }
        }
    }
}

extension SlipParagraph {
    /// The paragraph with a first line that begins later. Unit: points.
    func indented(by indent: Double) -> SlipParagraph {
        var paragraph = self
        paragraph.firstIndent = indent
        return paragraph
    }
}
