import Foundation
import Subprocess
import Testing

/// Workbooks of others: openpyxl writes and reads them, `zipfile` packs what no program would write.
enum Workbooks {
    /// What a script prints and leaves in the file `path`, which holds the bytes when it starts.
    static func python(_ script: String, _ bytes: [UInt8]? = nil) async throws -> (output: String, file: [UInt8]) {
        let python = try #require(
            ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"], "HOSO_TEST_PYTHON names no Python with openpyxl; run make test")
        let file = FileManager.default.temporaryDirectory.appending(path: "hoso-test-\(UUID().uuidString).xlsx")
        try Data(bytes ?? []).write(to: file)
        defer { unlink(file.path) }
        let result = try await Subprocess.run(
            .name("env"), arguments: [python, "-c", "import sys\npath = sys.argv[1]\n" + script, file.path], output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 20))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return (result.standardOutput, [UInt8](try Data(contentsOf: file)))
    }

    /// A workbook that openpyxl writes; `book` and `sheet` are its names in the script.
    static func openpyxl(_ script: String) async throws -> [UInt8] {
        try await self.python("import openpyxl, datetime\nbook = openpyxl.Workbook()\nsheet = book.active\n\(script)\nbook.save(path)\n").file
    }

    /// The least parts of a workbook, some of them others.
    static func packed(_ sheet: String, _ others: [String: String] = [:], leaving out: Set<String> = []) async throws -> [UInt8] {
        var parts = [
            "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml":
                "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='a' sheetId='1' r:id='R0'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml"),
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": "<sst><si><t>chung</t></si></sst>",
        ].merging(others) { $1 }
        for name in out { parts[name] = nil }
        return try await self.python(
            """
            import json, zipfile
            parts = json.load(open(path, encoding='utf-8'))
            with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
                for name, text in parts.items(): z.writestr(name, text)
            """, [UInt8](try JSONEncoder().encode(parts))
        ).file
    }

    /// A file of relations: kinds and targets in turn, with the ids R0, R1, ….
    static func relations(_ pairs: String...) -> String {
        let entries = stride(from: 0, to: pairs.count - 1, by: 2).map {
            "<Relationship Id='R\($0 / 2)' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/\(pairs[$0])' Target='\(pairs[$0 + 1])'/>"
        }
        return "<Relationships xmlns='x'>\(entries.joined())</Relationships>"
    }

    /// A sheet with these rows.
    static func sheet(_ rows: String) -> String { "<worksheet xmlns='m'><sheetData>\(rows)</sheetData></worksheet>" }
}
