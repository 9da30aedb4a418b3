/// Finds the sheet in a workbook and what its cells refer to (ISO/IEC 29500-1, 18).
struct WorkbookReader {
    private let container: ContainerBytes
    private let limits: SheetLimits

    init(_ bytes: [UInt8], limits: SheetLimits) {
        self.container = ContainerBytes(bytes)
        self.limits = limits
    }

    /// The rows of the first sheet that is not hidden.
    func rows() throws(SpreadsheetError) -> [SheetRow] {
        let limit = self.limits.unpackedBytes
        guard let workbook = try Relations(of: "", in: self.container, limit: limit).first("officeDocument") else { throw .noSheet }
        let relations = try Relations(of: workbook, in: self.container, limit: limit)
        let (id, is1904) = try self.firstSheet(workbook)
        guard let sheet = relations.part(id, "worksheet") else { throw .noSheet }
        let texts = try relations.first("sharedStrings").map { (path) throws(SpreadsheetError) in try self.sharedTexts(path) } ?? []
        let dated = try relations.first("styles").map { (path) throws(SpreadsheetError) in try self.dateStyles(path) } ?? []
        guard let reader = try PartReader(sheet, of: self.container, limit: limit) else { throw .noSheet }
        var rows = SheetRows(reader: reader, cells: CellReader(texts: texts, dated: dated, is1904: is1904), limits: self.limits)
        return try rows.read()
    }

    /// The relation of the first sheet that is not hidden, and whether days are counted from 1904.
    private func firstSheet(_ path: String) throws(SpreadsheetError) -> (id: String, is1904: Bool) {
        guard let reader = try PartReader(path, of: self.container, limit: self.limits.unpackedBytes) else { throw .noSheet }
        var id: String?
        var is1904 = false
        while let step = try reader.next() {
            switch step {
            case .start("workbookPr"): is1904 = ["1", "true"].contains(reader.attribute("date1904") ?? "")
            case .start("sheet") where id == nil && (reader.attribute("state") ?? "visible") == "visible":
                id = reader.attribute("id", isForeign: true)
            default: continue
            }
        }
        guard let id else { throw .noSheet }
        return (id, is1904)
    }

    /// The texts that cells refer to by number.
    private func sharedTexts(_ path: String) throws(SpreadsheetError) -> [String] {
        guard let reader = try PartReader(path, of: self.container, limit: self.limits.unpackedBytes) else { return [] }
        // An empty one takes five bytes of the part and more here.
        let most = self.limits.unpackedBytes / MemoryLayout<String>.stride
        var texts: [String] = []
        while let step = try reader.next() {
            guard case .start("si") = step else { continue }
            guard texts.count < most else { throw .tooMuchText(limit: self.limits.unpackedBytes) }
            texts.append(try RichText.read(reader, until: "si"))
        }
        return texts
    }

    /// For each style of a cell, whether it shows a day.
    private func dateStyles(_ path: String) throws(SpreadsheetError) -> [Bool] {
        guard let reader = try PartReader(path, of: self.container, limit: self.limits.unpackedBytes) else { return [] }
        var (own, styles, isInside): ([Int: Bool], [Bool], Bool) = ([:], [], false)
        while let step = try reader.next() {
            switch step {
            case .start("numFmt"):
                guard let id = reader.attribute("numFmtId").flatMap({ Int($0) }), let code = reader.attribute("formatCode") else { continue }
                own[id] = NumberFormat.isDate(code)
            case .start("cellXfs"): isInside = true
            case .end("cellXfs"): isInside = false
            case .start("xf") where isInside:
                // No program writes more (Excel: 65,490).
                guard styles.count < 100_000, own.count < 100_000 else { throw reader.damage("too many styles") }
                let id = reader.attribute("numFmtId").flatMap { Int($0) } ?? 0
                styles.append(own[id] ?? NumberFormat.isBuiltInDate(id))
            default: continue
            }
        }
        return styles
    }
}
