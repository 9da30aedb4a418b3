import Clocks
import DigitizationDomain
import Foundation
import Postgres

/// The form of a paper in its table.
enum PaperRow {
    /// The columns in the order ``paper(_:)`` reads them.
    static let columns = """
        id, dossier_id, dossier_code, component_code, paper_type_code, role, owner_id, agency_code, officer_code, title,
        declared_pages, minimum_dpi, secrecy, scan_sha256, scan_size_bytes, scan_media_type, received_at,
        state, findings, e_copy_sha256, e_copy_size_bytes, text_sha256, text_size_bytes, reading_sha256, reading_size_bytes,
        pages, a4_hundredths, mean_confidence, signed_sha256, signed_size_bytes, fields, confirmed_by,
        result_code, result_owner_id, result_paper_type, result_ordinal, document_id, stored_at
        """

    /// Rebuilds a paper.
    static func paper(_ row: PostgresRow) throws -> Paper {
        var columns = ColumnReader(row)
        let parts = try self.parts(&columns)
        var snapshot = PaperSnapshot(parts: parts, state: try columns.word())
        snapshot.findings = try self.decode([StoredFinding].self, try columns.next()).map(\.finding)
        snapshot.copy = try self.copy(&columns)
        snapshot.signedCopy = try self.file(&columns, mediaType: "application/pdf")
        snapshot.fields = try self.decode([StoredField].self, try columns.next()).map(\.field)
        snapshot.confirmedBy = try columns.next()
        snapshot.resultCode = try self.resultCode(&columns)
        snapshot.documentID = try columns.next()
        snapshot.storedAt = try columns.next()
        return Paper(loading: snapshot)
    }

    private static func parts(_ columns: inout ColumnReader) throws -> PaperParts {
        let (id, dossierID): (Identifier, Identifier) = (try columns.next(), try columns.next())
        let texts = try (0..<3).map { _ in try columns.next(String.self) }
        let role: PaperRole = try columns.word()
        let names = try (0..<4).map { _ in try columns.next(String.self) }
        let (pages, dpi): (Int, Int) = (try columns.next(), try columns.next())
        let secrecy: SecrecyLevel = try columns.word()
        let digest: [UInt8]? = try columns.next()
        let size: Int64? = try columns.next()
        let mediaType: String? = try columns.next()
        let scan = digest.map { StoredFile(sha256: $0, sizeBytes: size ?? 0, mediaType: mediaType ?? "") }
        return PaperParts(
            id: id, dossierID: dossierID, dossierCode: texts[0], componentCode: texts[1], paperTypeCode: texts[2], role: role,
            ownerID: names[0], agencyCode: names[1], officerCode: names[2], title: names[3], declaredPages: pages,
            minimumDPI: dpi, secrecy: secrecy, scan: scan, receivedAt: try columns.next())
    }

    private static func copy(_ columns: inout ColumnReader) throws -> CapturedCopy? {
        let eCopy = try self.file(&columns, mediaType: "application/pdf")
        let text = try self.file(&columns, mediaType: "text/plain; charset=utf-8")
        let reading = try self.file(&columns, mediaType: "application/json")
        let (pages, a4, confidence): (Int, Int, Int) = (try columns.next(), try columns.next(), try columns.next())
        guard let eCopy, let text, let reading else { return nil }
        return CapturedCopy(
            eCopy: eCopy, text: text, reading: reading, pages: pages, a4Hundredths: a4, meanConfidence: confidence)
    }

    private static func file(_ columns: inout ColumnReader, mediaType: String) throws -> StoredFile? {
        let digest: [UInt8]? = try columns.next()
        let size: Int64? = try columns.next()
        guard let digest, let size else { return nil }
        return StoredFile(sha256: digest, sizeBytes: size, mediaType: mediaType)
    }

    private static func resultCode(_ columns: inout ColumnReader) throws -> ResultCode? {
        let (code, owner, type): (String?, String?, String?) = (try columns.next(), try columns.next(), try columns.next())
        let ordinal: Int64? = try columns.next()
        guard let code, let owner, let type, let ordinal else { return nil }
        return ResultCode(code: code, ownerID: owner, paperTypeCode: type, ordinal: ordinal)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ json: JSONText) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(json.text.utf8))
        } catch {
            throw StoredRowMalformed(table: "papers")
        }
    }

    /// A list as `jsonb`.
    static func json(_ value: some Encodable) throws -> JSONText {
        JSONText(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
    }
}
