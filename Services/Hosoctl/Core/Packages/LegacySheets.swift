import Foundation
import HosoProto
import Spreadsheet
import SwiftProtobuf

/// The two sheets of the 2019 data standard: records, and their documents in the columns of a digitized backlog (R58).
struct LegacySheets {
    static let recordCode = "Mã hồ sơ", ordinal = "STT", file = "Tệp"

    /// One record as it is handed over, and the names of its documents' files.
    struct Record {
        let code: String
        let values: [Hoso_Records_V1_LegacyValue]
        let documents: [(document: Hoso_Records_V1_LegacyDocument, fileName: String)]
    }

    let records: [Record]

    /// As many documents as a box list of a large agency has.
    private static let limits = SheetLimits(fileBytes: 50_000_000, rows: 200_000, columns: 200, unpackedBytes: 400_000_000)

    /// Reads both sheets, each a workbook or comma-separated values.
    ///
    /// - Throws: ``CommandFailure`` naming the sheet and the line.
    init(records: [UInt8], documents: [UInt8]) throws {
        let heads = try Self.rows(records, "hồ sơ / records"), lines = try Self.rows(documents, "văn bản / documents")
        var byCode: [String: [(Hoso_Records_V1_LegacyDocument, String)]] = [:]
        for (line, values) in lines {
            let code = values[Self.recordCode] ?? ""
            let name = values[Self.file].flatMap { $0.isEmpty ? nil : $0 } ?? "\(code).\(Self.digits(values[Self.ordinal] ?? "")).pdf"
            let document = Hoso_Records_V1_LegacyDocument.with {
                $0.row = Int32(line)
                $0.values = Self.values(values.filter { $0.key != Self.file })
            }
            byCode[code, default: []].append((document, name))
        }
        self.records = heads.map { _, values in
            let code = values[Self.recordCode] ?? ""
            return Record(code: code, values: Self.values(values), documents: byCode[code] ?? [])
        }
        let known = Set(self.records.map(\.code))
        if let stray = byCode.keys.sorted().first(where: { !known.contains($0) }) {
            throw CommandFailure(
                Words("Văn bản của hồ sơ «\(stray)» không có trong bảng hồ sơ", "documents of “\(stray)”, which the sheet of records has not"),
                exitCode: .stepFailed)
        }
    }

    private static func rows(_ bytes: [UInt8], _ name: String) throws -> [(line: Int, values: [String: String])] {
        let rows: [SheetRow]
        do throws(SpreadsheetError) {
            rows = try SheetReader.rows(bytes, limits: self.limits)
        } catch {
            throw CommandFailure(
                Words("Bảng \(name) không đọc được. \(error.messageVi)", "the sheet \(name) cannot be read. \(error.messageEn)"),
                exitCode: .stepFailed)
        }
        for row in rows {
            for (column, cell) in row.cells.enumerated() {
                guard let defect = cell.defect else { continue }
                let place = row.place(column)
                throw CommandFailure(
                    Words("Bảng \(name), ô \(place): \(defect.messageVi)", "the sheet \(name), cell \(place): \(defect.messageEn)"),
                    exitCode: .stepFailed)
            }
        }
        guard let heading = rows.first?.texts.map(\.precomposedStringWithCanonicalMapping) else { return [] }
        return rows.dropFirst().map { row in
            (row.number, Dictionary(zip(heading, row.texts).filter { !$0.0.isEmpty }) { first, _ in first })
        }
    }

    private static func values(_ values: [String: String]) -> [Hoso_Records_V1_LegacyValue] {
        values.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { column, value in
            .with {
                $0.column = column
                $0.value = value
            }
        }
    }

    private static func digits(_ text: String) -> String { String(repeating: "0", count: max(0, 7 - text.count)) + text }
}
