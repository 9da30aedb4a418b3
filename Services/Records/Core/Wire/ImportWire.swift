import Clocks
import Foundation
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// Imports as messages.
enum ImportWire {
    static func message(_ task: ImportTask) -> Hoso_Records_V1_PackageImport {
        let outcome = task.outcome
        return .with {
            $0.id = Data(task.id.bytes)
            $0.file = ArchiveWire.message(task.file, outcome.kind == ImportedContents.legacyKind ? "application/octet-stream" : "application/zip")
            $0.state = outcome.state.rawValue
            $0.kind = outcome.kind
            $0.objectID = outcome.objectID
            if let id = outcome.recordID { $0.recordID = Data(id.bytes) }
            $0.fileCode = outcome.fileCode
            $0.documents = Int32(outcome.documents)
            $0.findings = outcome.findings.map(Self.message)
            $0.failure = task.failure
            $0.officerCode = task.officerCode
            $0.askedAt = Google_Protobuf_Timestamp(task.askedAt)
            if let at = outcome.decidedAt { $0.decidedAt = Google_Protobuf_Timestamp(at) }
            $0.agencyCode = task.agencyCode
            $0.archiveCode = task.archiveCode
        }
    }

    private static func message(_ finding: ImportFinding) -> Hoso_Records_V1_ImportFinding {
        .with {
            $0.kind = finding.kind
            $0.place = finding.place
            $0.serious = finding.isSerious
            $0.messageVi = finding.vietnamese
            $0.messageEn = finding.english
        }
    }

    static func retention(_ named: Hoso_Records_V1_NamedRetention, if isNamed: Bool) throws(RecordsRefusal) -> RetentionPeriod? {
        guard isNamed else { return nil }
        guard let retention = RetentionPeriod(number: Int(named.years)) else { throw .badRetention(Int(named.years)) }
        return retention
    }

    /// - Throws: ``RecordsRefusal/badValue(_:_:)`` for a column that nobody knows or that stands twice.
    static func record(_ request: Hoso_Records_V1_ImportLegacyRecordRequest) throws(RecordsRefusal) -> LegacyRecord {
        guard (1...5000).contains(request.documents.count) else { throw .badValue("documents", "1–5000") }
        let documentColumns = Set(LegacyRecord.documentColumns.map(\.column) + [LegacyRecord.secrecy, LegacyRecord.recordCode, LegacyRecord.box])
        var documents: [LegacyRecord.Document] = []
        for document in request.documents {
            documents.append(
                LegacyRecord.Document(
                    row: Int(document.row), values: try Self.values(document.values, documentColumns),
                    file: document.hasFile ? try ArchiveWire.file(document.file, "file") : nil))
        }
        return LegacyRecord(
            agencyCode: request.agencyCode, values: try Self.values(request.values, Set(LegacyRecord.recordColumns.map(\.column))),
            documents: documents, retention: try Self.retention(request.retention, if: request.hasRetention))
    }

    private static func values(
        _ values: [Hoso_Records_V1_LegacyValue], _ columns: Set<String>
    ) throws(RecordsRefusal) -> [String: String] {
        var texts: [String: String] = [:]
        for value in values {
            let column = value.column.precomposedStringWithCanonicalMapping
            guard columns.contains(column) else { throw .badValue("column", value.column) }
            guard value.value.count <= 2000 else { throw .badValue(column, "≤ 2000") }
            guard texts.updateValue(value.value, forKey: column) == nil else { throw .badValue("column", column) }
        }
        return texts
    }
}
