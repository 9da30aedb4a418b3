/// Places the parts of a slip on pages.
struct SlipLayout {
    let document: SlipDocument
    let text: SlipText
    let left: Double
    let width: Double
    let top: Double
    private let lowest: Double
    private(set) var pages: [[SlipMark]] = [[]]
    /// What is kept free or filled in later.
    private(set) var places: [SlipPlace] = []
    var y: Double

    static let mostPages = 200

    init(_ document: SlipDocument, fonts: SlipFonts) throws(PDFError) {
        guard document.fontSize.isFinite, (6...36).contains(document.fontSize) else {
            throw PDFError(code: .badInput, message: "a text size of \(document.fontSize) points is impossible")
        }
        let size = document.paper.size
        let margins = document.margins
        guard [margins.top, margins.right, margins.bottom, margins.left].allSatisfy({ (0...200).contains($0) }) else {
            throw PDFError(code: .badInput, message: "a margin is impossible")
        }
        self.document = document
        self.text = SlipText(fonts: fonts)
        self.left = margins.left
        self.width = size.width - margins.left - margins.right
        self.top = size.height - margins.top
        self.lowest = margins.bottom
        self.y = self.top
        for block in document.blocks { try self.add(block) }
        try self.addFooter()
        try self.numberPages(at: size.height - margins.top / 2)
    }

    /// The lowest line of the present page; the footer of the first page stands above the margin.
    var bottom: Double { self.lowest + (self.pages.count == 1 ? self.document.footerHeight : 0) }

    private mutating func add(_ block: SlipBlock) throws(PDFError) {
        switch block {
        case .paragraph(let paragraph):
            try self.flow(paragraph, left: self.left, width: self.width)
        case .columns(let left, let right, let share):
            let share = share.isFinite ? min(max(share, 0.1), 0.9) : 0.5
            let middle = self.width * share
            try self.place([(left, self.left, middle - 6), (right, self.left + middle + 6, self.width - middle - 6)])
        case .field(let label, let value):
            try self.addField(label, value)
        case .table(let table):
            try self.addTable(table)
        case .code(let payload, let size, let beside):
            try self.addCode(payload, size, beside)
        case .space(let height):
            self.y -= height.isFinite ? max(height, 0) : 0
        case .page:
            try self.newPage()
        }
    }

    mutating func newPage() throws(PDFError) {
        guard self.pages.count < Self.mostPages else { throw PDFError(code: .tooLarge, message: "the slip has more than \(Self.mostPages) pages") }
        self.pages.append([])
        self.y = self.top
    }

    mutating func mark(_ mark: SlipMark) { self.pages[self.pages.count - 1].append(mark) }

    func size(_ paragraph: SlipParagraph) -> Double {
        guard let size = paragraph.fontSize, size.isFinite else { return self.document.fontSize }
        return min(max(size, 4), 72)
    }

    /// Sets a paragraph line by line; it may go over to the next page, but never with its first line alone left behind.
    private mutating func flow(_ paragraph: SlipParagraph, left: Double, width: Double) throws(PDFError) {
        let size = self.size(paragraph)
        let lines = try self.text.lines(paragraph.runs, size: size, width: width, indent: paragraph.indent(within: width))
        self.y -= max(paragraph.spaceBefore, 0)
        if paragraph.keepsFree > 0 { return self.keepFree(paragraph, left: left, width: width) }
        guard paragraph.blank == nil || lines.count == 1 else {
            throw PDFError(code: .badInput, message: "the blank \(paragraph.blank ?? "") is wider than its place")
        }
        if lines.count > 1, self.y - 2 * size * SlipText.leading < self.bottom { try self.newPage() }
        for line in lines {
            if self.y - size * SlipText.leading < self.bottom { try self.newPage() }
            self.y -= size * SlipText.leading
            let baseline = self.y + size * 0.25
            if let name = paragraph.blank {
                self.places.append(
                    SlipPlace(
                        name: name, pageIndex: self.pages.count - 1,
                        rectangle: PDFRectangle(left, self.y, left + width, self.y + size * SlipText.leading),
                        blank: SlipPlace.Blank(text: line.pieces.map(\.text).joined(), style: line.pieces.first?.style ?? .regular, size: size)))
            } else {
                self.draw(line, size, paragraph.alignment, left: left, width: width, baseline: baseline)
            }
        }
        let widest = lines.map(\.width).max() ?? 0
        if paragraph.isUnderlined { self.underline(width * 0.4, left: left, width: width) }
        if let share = paragraph.underlineShare { self.underline(widest * min(max(share, 0), 1), left: left, width: width) }
        if paragraph.isFramed { self.frame(widest, Double(lines.count) * size * SlipText.leading, left: left, width: width) }
    }

    /// Keeps room for something that is put there later.
    private mutating func keepFree(_ paragraph: SlipParagraph, left: Double, width: Double) {
        let height = paragraph.keepsFree
        self.y -= height
        let half = min(width, 140) / 2, middle = left + width / 2
        self.places.append(
            SlipPlace(
                name: paragraph.blank ?? "", pageIndex: self.pages.count - 1,
                rectangle: PDFRectangle(middle - half, self.y + 4, middle + half, self.y + height - 4)))
    }

    private mutating func underline(_ length: Double, left: Double, width: Double) {
        let x = left + (width - length) / 2
        self.y -= 3
        self.mark(.line(x1: x, y1: self.y, x2: x + length, y2: self.y))
    }

    /// A frame of one line around what was just set, as around the marks of urgency.
    private mutating func frame(_ textWidth: Double, _ height: Double, left: Double, width: Double) {
        let half = min(textWidth + 16, width) / 2, middle = left + width / 2
        let (low, high) = (self.y - 2, self.y + height + 2)
        self.mark(.line(x1: middle - half, y1: low, x2: middle + half, y2: low))
        self.mark(.line(x1: middle - half, y1: high, x2: middle + half, y2: high))
        self.mark(.line(x1: middle - half, y1: low, x2: middle - half, y2: high))
        self.mark(.line(x1: middle + half, y1: low, x2: middle + half, y2: high))
        self.y -= 4
    }

    mutating func draw(
        _ line: SlipText.Line, _ size: Double, _ alignment: SlipParagraph.Alignment, left: Double, width: Double, baseline: Double
    ) {
        let x = switch alignment {
        case .left, .justified: left
        case .centre: left + (width - line.width) / 2
        case .right: left + width - line.width
        }
        let isSpread = alignment == .justified && !line.endsParagraph
        let gap = isSpread && line.gaps > 0 ? (width - line.width) / Double(line.gaps) : 0
        var gapsBefore = 0
        for piece in line.pieces {
            let gaps = SlipText.gaps(piece.text)
            defer { gapsBefore += gaps }
            guard !piece.text.allSatisfy({ $0 == " " }) else { continue }
            let place = x + piece.x + gap * Double(gapsBefore)
            if gap > 0, gaps > 0 {
                self.mark(.spread(piece.text, style: piece.style, size: size, x: place, y: baseline, gap: gap))
            } else {
                self.mark(.text(piece.text, style: piece.style, size: size, x: place, y: baseline))
            }
        }
    }

    private func height(_ paragraphs: [SlipParagraph], width: Double) throws(PDFError) -> Double {
        var height = 0.0
        for paragraph in paragraphs {
            let size = self.size(paragraph)
            let lines = try self.text.lines(paragraph.runs, size: size, width: width, indent: paragraph.indent(within: width))
            let text = paragraph.keepsFree > 0 ? paragraph.keepsFree : Double(lines.count) * size * SlipText.leading
            let rule = paragraph.isUnderlined || paragraph.underlineShare != nil ? 3.0 : 0
            height += max(paragraph.spaceBefore, 0) + text + rule + (paragraph.isFramed ? 4 : 0)
        }
        return height
    }

    /// Sets stacks of paragraphs side by side on one page.
    private mutating func place(_ stacks: [(paragraphs: [SlipParagraph], left: Double, width: Double)]) throws(PDFError) {
        var height = 0.0
        for stack in stacks { height = max(height, try self.height(stack.paragraphs, width: stack.width)) }
        guard height <= self.top - self.bottom else { throw PDFError(code: .tooLarge, message: "columns are higher than a page") }
        if self.y - height < self.bottom { try self.newPage() }
        let start = self.y
        for stack in stacks {
            self.y = start
            for paragraph in stack.paragraphs { try self.flow(paragraph, left: stack.left, width: stack.width) }
        }
        self.y = start - height
    }

    private mutating func addField(_ label: String, _ value: String) throws(PDFError) {
        let size = self.document.fontSize
        let indent = try self.text.fonts.regular.width(of: SlipText.clean("\(label): ")) * size
        guard indent < self.width / 2 else {
            return try self.flow(SlipParagraph([SlipRun("\(label): "), .bold(value)]), left: self.left, width: self.width)
        }
        self.y -= 3
        for (index, line) in try self.text.lines([.bold(value)], size: size, width: self.width - indent).enumerated() {
            if self.y - size * SlipText.leading < self.bottom { try self.newPage() }
            self.y -= size * SlipText.leading
            let baseline = self.y + size * 0.25
            if index == 0 { self.mark(.text(SlipText.clean("\(label):"), style: .regular, size: size, x: self.left, y: baseline)) }
            self.draw(line, size, .left, left: self.left + indent, width: self.width - indent, baseline: baseline)
        }
    }

    private mutating func addCode(_ payload: String, _ size: Double, _ beside: [SlipParagraph]) throws(PDFError) {
        guard size.isFinite, (28...400).contains(size) else {
            throw PDFError(code: .badInput, message: "a QR code of \(size) points cannot be read")
        }
        let code = try QRCode(payload)
        let textLeft = self.left + size + 8
        let textWidth = self.width - size - 8
        let height = max(size, try self.height(beside, width: textWidth))
        guard textWidth > 0, height <= self.top - self.bottom else { throw PDFError(code: .tooLarge, message: "the QR code does not fit the page") }
        if self.y - height < self.bottom { try self.newPage() }
        let start = self.y
        self.mark(.code(code, x: self.left, y: start - size, size: size))
        for paragraph in beside { try self.flow(paragraph, left: textLeft, width: textWidth) }
        self.y = start - height
    }

    /// Below a line across the page, at the foot of the first page. Source: Decree 30/2020, annex I (contact data).
    private mutating func addFooter() throws(PDFError) {
        guard !self.document.footer.isEmpty else { return }
        var y = self.lowest + self.document.footerHeight - 4
        self.pages[0].append(.line(x1: self.left, y1: y, x2: self.left + self.width, y2: y))
        let size = SlipDocument.footerSize
        for text in self.document.footer {
            guard let line = try self.text.lines([SlipRun(text)], size: size, width: self.width).first else { continue }
            y -= size * SlipText.leading
            for piece in line.pieces {
                self.pages[0].append(
                    .text(piece.text, style: piece.style, size: size, x: self.left + (self.width - line.width) / 2 + piece.x, y: y))
            }
        }
    }

    /// From the second page on, in the middle above the text. Source: Decree 30/2020, annex I.
    private mutating func numberPages(at y: Double) throws(PDFError) {
        let size = self.document.pageNumberSize ?? self.document.fontSize
        for index in self.pages.indices.dropFirst() {
            let width = try self.text.fonts.regular.width(of: "\(index + 1)") * size
            self.pages[index].append(
                .text("\(index + 1)", style: .regular, size: size, x: self.left + (self.width - width) / 2, y: y))
        }
    }
}
