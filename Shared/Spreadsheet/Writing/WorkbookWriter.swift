internal import CXLSXWriter
internal import Clocks

/// Writes a table as a workbook through libxlsxwriter: titles in bold that stay in sight and stand on every printed page.
enum WorkbookWriter {
    static func bytes(_ sheet: Sheet, createdAt: UTCInstant, scratch: ScratchFile) throws(SpreadsheetError) -> [UInt8] {
        let workbook = try Workbook(file: scratch.path, folder: scratch.folder)
        try workbook.describe(sheet.title, createdAt: createdAt)
        let page = try workbook.page(named: sheet.title)
        try page.columns(sheet.columns)
        for (index, row) in sheet.rows.enumerated() { try page.row(index + 1, row) }
        try workbook.close()
        return try scratch.bytes()
    }
}

/// Owns a workbook and frees it exactly once.
///
/// Concurrency: not safe to share.
private final class Workbook {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var isOpen = true

    init(file: String, folder: String) throws(SpreadsheetError) {
        // Rows go to a temporary file as they come, in a folder of ours: they may hold what not everybody may read.
        let workbook = folder.withCString { folder in
            var options = lxw_workbook_options(constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 0)
            return workbook_new_opt(file, &options)
        }
        guard let workbook else { throw .notWritten(why: "libxlsxwriter could not begin") }
        self.workbook = workbook
    }

    deinit {
        if self.isOpen { lxw_workbook_free(self.workbook) }
    }

    func describe(_ title: String, createdAt: UTCInstant) throws(SpreadsheetError) {
        let result = Written.text(title).withCString { title in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: title)
            properties.created = Int(createdAt.microsecondsSinceEpoch / 1_000_000)
            return workbook_set_properties(self.workbook, &properties)
        }
        try Written.check(result)
    }

    func page(named title: String) throws(SpreadsheetError) -> Page {
        // The programs allow 31 characters, and not these.
        let name = String(Written.text(title).filter { !"[]:*?/\\'".contains($0) }.prefix(31))
        let isUsable = workbook_validate_sheet_name(self.workbook, name) == LXW_NO_ERROR
        guard let page = workbook_add_worksheet(self.workbook, isUsable ? name : nil), let bold = workbook_add_format(self.workbook),
            let plain = workbook_add_format(self.workbook), let day = workbook_add_format(self.workbook)
        else { throw .notWritten(why: "libxlsxwriter is out of memory") }
        format_set_bold(bold)
        for format in [bold, plain, day] {
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        format_set_num_format(day, "dd/mm/yyyy")
        worksheet_freeze_panes(page, 1, 0)
        worksheet_repeat_rows(page, 0, 0)
        worksheet_set_landscape(page)
        // A4, as wide as a page, as long as it takes.
        worksheet_set_paper(page, 9)
        worksheet_fit_to_pages(page, 1, 0)
        return Page(page: page, bold: bold, plain: plain, day: day)
    }

    /// Writes the file. The library frees the workbook whatever comes of it.
    func close() throws(SpreadsheetError) {
        self.isOpen = false
        try Written.check(workbook_close(self.workbook))
    }
}

/// The one sheet; usable as long as its workbook is open.
private struct Page {
    let page: UnsafeMutablePointer<lxw_worksheet>
    let bold: UnsafeMutablePointer<lxw_format>
    let plain: UnsafeMutablePointer<lxw_format>
    let day: UnsafeMutablePointer<lxw_format>

    func columns(_ columns: [Sheet.Column]) throws(SpreadsheetError) {
        for (index, column) in columns.enumerated() {
            guard let place = UInt16(exactly: index) else { throw .tooManyColumns(limit: Int(UInt16.max)) }
            try Written.check(worksheet_set_column(self.page, place, place, column.width, nil))
            try Written.check(worksheet_write_string(self.page, 0, place, Written.text(column.title), self.bold))
        }
    }

    func row(_ number: Int, _ cells: [SheetCell]) throws(SpreadsheetError) {
        guard let row = UInt32(exactly: number) else { throw .tooManyRows(limit: Int(UInt32.max)) }
        for (index, cell) in cells.enumerated() {
            guard let column = UInt16(exactly: index) else { throw .tooManyColumns(limit: Int(UInt16.max)) }
            try Written.check(self.write(cell, row, column))
        }
    }

    private func write(_ cell: SheetCell, _ row: UInt32, _ column: UInt16) -> lxw_error {
        switch cell {
        case .empty, .unusable: return LXW_NO_ERROR
        case .text(let text): return worksheet_write_string(self.page, row, column, Written.text(text), self.plain)
        case .number(let number): return worksheet_write_number(self.page, row, column, number, self.plain)
        case .flag(let flag): return worksheet_write_boolean(self.page, row, column, flag ? 1 : 0, self.plain)
        case .date(let date):
            guard let serial = SerialDay.serial(date) else {
                return worksheet_write_string(self.page, row, column, date.display, self.plain)
            }
            return worksheet_write_number(self.page, row, column, serial, self.day)
        }
    }
}

private enum Written {
    /// A text as the library takes it: without what XML cannot hold and what would end a C string. The library escapes control
    /// characters as `_x0001_` but leaves text that looks like such an escape, which would be read as one (ISO/IEC 29500-1, 22.9.2.19).
    static func text(_ text: String) -> String {
        let unusable: Set<Unicode.Scalar> = ["\0", "\u{FFFE}", "\u{FFFF}"]
        var result = text
        if text.unicodeScalars.contains(where: unusable.contains) {
            result = String(String.UnicodeScalarView(text.unicodeScalars.map { unusable.contains($0) ? "\u{FFFD}" : $0 }))
        }
        return result.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
    }

    static func check(_ result: lxw_error) throws(SpreadsheetError) {
        guard result == LXW_NO_ERROR else {
            throw .notWritten(why: "libxlsxwriter: \(lxw_strerror(result).map { String(cString: $0) } ?? "error \(result.rawValue)")")
        }
    }
}
