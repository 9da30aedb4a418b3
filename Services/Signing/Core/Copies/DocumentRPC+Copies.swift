import Clocks
import GRPCCore
import HosoProto
import PKI
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// True copies, copies of copies and extracts.
extension DocumentRPC {
    func makeCopy(
        request: Hoso_Signing_V1_MakeCopyRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_MakeCopyResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "make copies \(request.agencyCode)") {
            let made = try await MakeCopyHandler(tools: self.tools).handle(try DocumentReading.copy(request))
            return .with {
                $0.copy = DocumentWire.message(made.copy, made.shown)
                $0.replayed = made.isReplayed
            }
        }
    }

    func enterCopySignature(
        request: Hoso_Signing_V1_EnterCopySignatureRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_EnterCopySignatureResponse {
        let officer = try DocumentReading.officer(request.officerCode)
        return try await self.answer(officer, "make copies \(request.copyID)") {
            let copy = try await CopySignatureHandler(tools: self.tools).enter(
                try DocumentReading.identifier(request.requestID, "request_id"),
                for: try DocumentReading.identifier(request.copyID, "copy_id"), by: officer)
            return .with { $0.copy = DocumentWire.message(copy, .init(file: copy.file, isWhole: true)) }
        }
    }

    func getCopy(request: Hoso_Signing_V1_GetCopyRequest, context: ServerContext) async throws -> Hoso_Signing_V1_GetCopyResponse {
        let reader = try DocumentReading.officer(request.officerCode)
        return try await self.answer(reader, "copy \(request.copyID)") {
            let id = try DocumentReading.identifier(request.copyID, "copy_id")
            let found = try await self.tools.postgres.withConnection { try await CopyStore(session: $0).find(id) }
            guard let copy = found else { throw DocumentRefusal.unknown }
            try await DocumentAccess(tools: self.tools).process(of: copy.agency, for: reader) { $0.mayRegister(reader) }
            let shown = try await MakeCopyHandler(tools: self.tools).shown(copy)
            return .with { $0.copy = DocumentWire.message(copy, shown) }
        }
    }

    func listCopies(
        request: Hoso_Signing_V1_ListCopiesRequest, context: ServerContext
    ) async throws -> Hoso_Signing_V1_ListCopiesResponse {
        let reader = try DocumentReading.officer(request.officerCode)
        return try await self.answer(reader, "copies \(request.agencyCode)") {
            let agency = try DocumentReading.code(request.agencyCode, "agency_code")
            let document = request.documentID.isEmpty ? nil : try DocumentReading.identifier(request.documentID, "document_id")
            let after = request.afterID.isEmpty ? nil : try DocumentReading.identifier(request.afterID, "after_id")
            let limit = try DocumentReading.limit(request.limit)
            try await DocumentAccess(tools: self.tools).process(of: agency, for: reader) { $0.mayRegister(reader) }
            // One more than asked for tells whether there is a next page.
            let found = try await self.tools.postgres.withConnection {
                try await CopyStore(session: $0).list(agency: agency, document: document, after: after, limit: limit + 1)
            }
            let page = found.prefix(limit)
            return .with {
                $0.copies = page.map { DocumentWire.message($0, .init(file: $0.file, isWhole: $0.file != nil)) }
                if found.count > limit, let last = page.last { $0.nextAfterID = last.id.description }
            }
        }
    }
}

extension DocumentReading {
    /// A copy to be made.
    static func copy(_ wire: Hoso_Signing_V1_MakeCopyRequest) throws(DocumentRefusal) -> MakeCopyHandler.Order {
        var plain = wire
        plain.idempotencyKey = ""
        let bytes: [UInt8]
        do {
            bytes = try plain.serializedBytes()
        } catch {
            throw .malformed("copy")
        }
        let sheet = StoredCopy.Sheet(
            agency: try OutgoingDocument.text(wire.agencyName.composed, "agency_name", 1...200),
            place: try OutgoingDocument.text(wire.place.composed, "place", 1...100),
            authority: wire.authority.map(\.composed), signer: wire.signerName.composed, recipients: wire.recipients.map(\.composed))
        guard sheet.authority.count <= 5, sheet.recipients.count <= 40 else { throw .malformed("recipients") }
        return MakeCopyHandler.Order(
            key: try self.key(wire.idempotencyKey), officer: try self.code(wire.officerCode, "officer_code"),
            agency: try self.code(wire.agencyCode, "agency_code"), kind: try self.word(wire.kind, "kind"),
            direction: try self.word(wire.direction, "direction"), source: try self.source(wire.source), part: wire.part.composed,
            file: self.pdf(wire.source.fileSha256, wire.fileSizeBytes), extract: self.pdf(wire.extractSha256, wire.extractSizeBytes),
            sheet: sheet, fingerprint: DigestAlgorithm.sha256.digest(bytes))
    }

    private static func source(_ wire: Hoso_Signing_V1_CopySource) throws(DocumentRefusal) -> MakeCopyHandler.Order.Source {
        let given = [!wire.documentID.isEmpty, !wire.copyID.isEmpty, !wire.notation.isEmpty].filter { $0 }
        guard given.count == 1 else { throw .malformed("source") }
        if !wire.documentID.isEmpty { return .document(try self.identifier(wire.documentID, "source.document_id")) }
        if !wire.copyID.isEmpty { return .copy(try self.identifier(wire.copyID, "source.copy_id")) }
        guard wire.hasDated, let dated = wire.dated.date else { throw .malformed("source.dated") }
        return .outside(notation: wire.notation.composed, dated: dated, author: wire.author.composed)
    }

    private static func pdf(_ sha256: String, _ size: Int64) -> DocumentFile? {
        guard !sha256.isEmpty else { return nil }
        return DocumentFile(sha256: sha256, sizeBytes: size, mediaType: SigningWire.mediaType, name: "nguon.pdf")
    }
}

extension DocumentWire {
    /// A copy.
    static func message(_ copy: StoredCopy, _ shown: MakeCopyHandler.Shown) -> Hoso_Signing_V1_DocumentCopy {
        .with {
            $0.id = copy.id.description
            $0.kind = copy.kind.rawValue
            $0.direction = copy.direction.rawValue
            $0.notation = copy.notation
            $0.date = Hoso_Common_V1_Day(copy.dated)
            $0.state = copy.state.rawValue
            $0.form = copy.kind.form
            $0.fileSha256 = shown.file?.sha256 ?? ""
            $0.fileSizeBytes = shown.file?.sizeBytes ?? 0
            $0.whole = shown.isWhole
            $0.sourceNotation = copy.sourceNotation
        }
    }
}
