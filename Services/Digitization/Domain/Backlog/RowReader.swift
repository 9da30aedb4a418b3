import Clocks
import Spreadsheet

/// Reads one row of a sheet and notes every fault in it.
struct RowReader {
    private let row: SheetRow
    private let places: [SheetColumn: Int]
    private(set) var faults: [SheetFault] = []

    init(row: SheetRow, places: [SheetColumn: Int]) {
        self.row = row
        self.places = places
    }

    /// The document; nil or incomplete when ``faults`` says why.
    mutating func document() -> BacklogDocument? {
        self.refuseUnusable()
        self.refuseSecrets()
        let record = self.code(.recordCode)
        let ordinal = self.number(.ordinal, in: 1...9_999_999, mender: .sheetAuthor)
        let pages = self.number(.pages, in: 1...BacklogSheet.mostPages, mender: .archivist)
        var details: [SheetColumn: String] = [:]
        for column in SheetColumn.described {
            let text = self.text(column)
            if !text.isEmpty { details[column] = text }
        }
        details[.issuedDate] = self.date()
        guard let record, let ordinal, let pages else { return nil }
        let standard = "\(record).\(BacklogDocument.digits(ordinal))"
        let identifier = self.text(.identifier)
        return BacklogDocument(
            row: self.row.number, recordCode: record, ordinal: ordinal, identifier: identifier.isEmpty ? standard : identifier,
            box: self.text(.box), fileName: self.fileName(standard: standard + ".pdf"), pages: pages, details: details)
    }

    private func cell(_ column: SheetColumn) -> SheetCell { self.places[column].map { self.row[$0] } ?? .empty }

    private mutating func note(_ column: SheetColumn, _ vi: String, _ en: String, mender: SheetFault.Mender = .sheetAuthor) {
        self.faults.append(SheetFault(row: self.row.number, column: column, messageVi: vi, messageEn: en, mender: mender))
    }

    private mutating func text(_ column: SheetColumn) -> String {
        let text = self.cell(column).text
        if text.isEmpty, self.cell(column).defect == nil, SheetColumn.required.contains(column) {
            self.note(column, "thiếu giá trị", "the value is missing")
        }
        if text.count > 2000 { self.note(column, "dài hơn 2000 ký tự", "longer than 2000 characters") }
        return text
    }

    /// A record code: what agencies, fonds and registers are numbered with.
    private mutating func code(_ column: SheetColumn) -> String? {
        let text = self.text(column)
        guard !text.isEmpty else { return nil }
        let isUsable = text.count <= 80 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || ".-_".contains($0) }
        if !isUsable {
            self.note(
                column, "“\(text.prefix(80))” chỉ được gồm chữ không dấu, số, dấu chấm và gạch nối, tối đa 80 ký tự",
                "“\(text.prefix(80))” may have letters without accents, digits, full stops and hyphens, at most 80")
        }
        return isUsable ? text : nil
    }

    private mutating func number(_ column: SheetColumn, in range: ClosedRange<Int>, mender: SheetFault.Mender) -> Int? {
        let text = self.text(column)
        guard !text.isEmpty else { return nil }
        guard let number = self.cell(column).wholeNumber, range.contains(number) else {
            self.note(
                column, "“\(text.prefix(40))” phải là số từ \(range.lowerBound) đến \(range.upperBound)",
                "“\(text.prefix(40))” must be a number from \(range.lowerBound) to \(range.upperBound)", mender: mender)
            return nil
        }
        return number
    }

    /// A day as `24/5/1998`; old papers may have only a year, or none.
    private mutating func date() -> String? {
        if case .date(let date) = self.cell(.issuedDate) { return date.iso8601 }
        let text = self.cell(.issuedDate).text
        guard !text.isEmpty else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count == 1, let year = parts[0], (1800...2200).contains(year) { return String(year) }
        if parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2],
            let date = VietnamDate(year: year, month: month, day: day) {
            return date.iso8601
        }
        if let date = VietnamDate(iso8601: text) { return date.iso8601 }
        self.note(
            .issuedDate, "“\(text.prefix(40))” không phải ngày; hãy ghi như 24/05/1998, hoặc chỉ năm",
            "“\(text.prefix(40))” is no day; write it as 24/05/1998, or only the year", mender: .archivist)
        return nil
    }

    /// A plain name in the folder: a path could lead elsewhere.
    private mutating func fileName(standard: String) -> String {
        let text = self.cell(.file).text
        guard !text.isEmpty else { return standard }
        if text.count > 200 || text.contains("/") || text.contains("\\") || text == "." || text == ".."
            || text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            self.note(
                .file, "“\(text.prefix(80))” phải là tên tệp, không có đường dẫn", "“\(text.prefix(80))” must be a file's name without a path")
        }
        return text
    }

    private mutating func refuseUnusable() {
        for column in SheetColumn.allCases {
            guard let defect = self.cell(column).defect else { continue }
            self.note(column, defect.messageVi, defect.messageEn)
        }
    }

    /// State secrets stay on paper (R31); what the sheet marks so is not imported, not even as a row.
    private mutating func refuseSecrets() {
        let marks = ["mat", "toimat", "tuyetmat"]
        for column in [SheetColumn.secrecy, .accessMode] where marks.contains(Folding.fold(self.cell(column).text)) {
            self.note(
                column, "tài liệu được ghi là mật: không nhập, chỉ giữ bản giấy", "marked secret: not imported, kept on paper only",
                mender: .archivist)
        }
    }
}
