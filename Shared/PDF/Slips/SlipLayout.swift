/// Places the parts of a slip on pages.
struct SlipLayout {
    private let document: SlipDocument
    private let text: SlipText
    private let left: Double
    private let width: Double
    private let top: Double
    private let bottom: Double
    private(set) var pages: [[SlipMark]] = [[]]
    private var y: Double

    static let mostPages = 200

    init(_ document: SlipDocument, fonts: SlipFonts) throws(PDFError) {
        guard document.fontSize.isFinite, (6...36).contains(document.fontSize) else {
            throw PDFError(code: .badInput, message: "a text size of \(document.fontSize) points is impossible")
        }
        let size = document.paper.size
        let margins = document.paper.margins
        self.document = document
        self.text = SlipText(fonts: fonts)
        self.left = margins.left
        self.width = size.width - margins.left - margins.right
        self.top = size.height - margins.top
        self.bottom = margins.bottom
        self.y = self.top
        for block in document.blocks { try self.add(block) }
        try self.numberPages(at: size.height - margins.top / 2)
    }

    /// The styles that occur; a font that is not used is not embedded.
    var styles: Set<SlipRun.Style> {
        var styles: Set<SlipRun.Style> = []
        for case .text(_, let style, _, _, _) in self.pages.joined() { styles.insert(style) }
        return styles
    }

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
        }
    }

    private mutating func newPage() throws(PDFError) {
        guard self.pages.count < Self.mostPages else { throw PDFError(code: .tooLarge, message: "the slip has more than \(Self.mostPages) pages") }
        self.pages.append([])
        self.y = self.top
    }

    private mutating func mark(_ mark: SlipMark) { self.pages[self.pages.count - 1].append(mark) }

    private func size(_ paragraph: SlipParagraph) -> Double {
        guard let size = paragraph.fontSize, size.isFinite else { return self.document.fontSize }
        return min(max(size, 4), 72)
    }

    /// Sets a paragraph line by line; it may go over to the next page.
    private mutating func flow(_ paragraph: SlipParagraph, left: Double, width: Double) throws(PDFError) {
        let size = self.size(paragraph)
        self.y -= max(paragraph.spaceBefore, 0)
        for line in try self.text.lines(paragraph.runs, size: size, width: width) {
            if self.y - size * SlipText.leading < self.bottom { try self.newPage() }
            self.y -= size * SlipText.leading
            self.draw(line, size, paragraph.alignment, left: left, width: width, baseline: self.y + size * 0.25)
        }
        if paragraph.isUnderlined { self.underline(left: left, width: width) }
    }

    private mutating func underline(left: Double, width: Double) {
        let length = width * 0.4
        let x = left + (width - length) / 2
        self.y -= 3
        self.mark(.line(x1: x, y1: self.y, x2: x + length, y2: self.y))
    }

    private mutating func draw(
        _ line: SlipText.Line, _ size: Double, _ alignment: SlipParagraph.Alignment, left: Double, width: Double, baseline: Double
    ) {
        let x = switch alignment {
        case .left: left
        case .centre: left + (width - line.width) / 2
        case .right: left + width - line.width
        }
        for piece in line.pieces where !piece.text.allSatisfy({ $0 == " " }) {
            self.mark(.text(piece.text, style: piece.style, size: size, x: x + piece.x, y: baseline))
        }
    }

    private func height(_ paragraphs: [SlipParagraph], width: Double) throws(PDFError) -> Double {
        var height = 0.0
        for paragraph in paragraphs {
            let size = self.size(paragraph)
            let lines = try self.text.lines(paragraph.runs, size: size, width: width)
            height += max(paragraph.spaceBefore, 0) + Double(lines.count) * size * SlipText.leading + (paragraph.isUnderlined ? 3 : 0)
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

    /// From the second page on, in the middle above the text. Source: Decree 30/2020, annex I.
    private mutating func numberPages(at y: Double) throws(PDFError) {
        for index in self.pages.indices.dropFirst() {
            let width = try self.text.fonts.regular.width(of: "\(index + 1)") * self.document.fontSize
            self.pages[index].append(.text("\(index + 1)", style: .regular, size: self.document.fontSize, x: self.left + (self.width - width) / 2, y: y))
        }
    }
}

extension SlipLayout {
    private static let padding = 3.0

    private mutating func addTable(_ table: SlipTable) throws(PDFError) {
        let total = table.columns.reduce(0) { $0 + ($1.weight.isFinite ? max($1.weight, 0) : 0) }
        guard !table.columns.isEmpty, total > 0 else { throw PDFError(code: .badInput, message: "a table needs a column with a width") }
        let widths = table.columns.map { self.width * max($0.weight, 0) / total }
        guard widths.allSatisfy({ $0 > 2 * Self.padding + self.document.fontSize }) else {
            throw PDFError(code: .badInput, message: "a column of the table is too narrow")
        }
        let heading = table.columns.map { ($0.title, SlipRun.Style.bold, SlipParagraph.Alignment.centre) }
        self.y -= 4
        if table.rows.isEmpty { try self.addRow(heading, widths, under: nil) }
        for (index, row) in table.rows.enumerated() {
            guard row.count <= table.columns.count else { throw PDFError(code: .badInput, message: "row \(index + 1) has too many cells") }
            if index == 0 { try self.addRow(heading, widths, under: nil) }
            let cells = table.columns.enumerated().map { column in
                (column.offset < row.count ? row[column.offset] : "", SlipRun.Style.regular, column.element.alignment)
            }
            try self.addRow(cells, widths, under: heading)
        }
        self.y -= 4
    }

    private typealias Cell = (text: String, style: SlipRun.Style, alignment: SlipParagraph.Alignment)

    /// Adds a row; on a new page its heading comes first. A row is never torn apart.
    private mutating func addRow(_ cells: [Cell], _ widths: [Double], under heading: [Cell]?) throws(PDFError) {
        let size = self.document.fontSize * 0.92
        var contents: [[SlipText.Line]] = []
        for (cell, width) in zip(cells, widths) {
            contents.append(try self.text.lines([SlipRun(cell.text, cell.style)], size: size, width: width - 2 * Self.padding))
        }
        let height = Double(contents.map(\.count).max() ?? 1) * size * SlipText.leading + 2 * Self.padding
        guard height <= (self.top - self.bottom) / 2 else { throw PDFError(code: .tooLarge, message: "a row of the table is too high") }
        if self.y - height < self.bottom {
            try self.newPage()
            if let heading { try self.addRow(heading, widths, under: nil) }
        }
        var x = self.left
        for (index, lines) in contents.enumerated() {
            for (number, line) in lines.enumerated() {
                let baseline = self.y - Self.padding - size * SlipText.leading * Double(number + 1) + size * 0.25
                self.draw(line, size, cells[index].alignment, left: x + Self.padding, width: widths[index] - 2 * Self.padding, baseline: baseline)
            }
            self.mark(.line(x1: x, y1: self.y, x2: x, y2: self.y - height))
            x += widths[index]
        }
        self.mark(.line(x1: x, y1: self.y, x2: x, y2: self.y - height))
        for edge in [self.y, self.y - height] { self.mark(.line(x1: self.left, y1: edge, x2: x, y2: edge)) }
        self.y -= height
    }
}
