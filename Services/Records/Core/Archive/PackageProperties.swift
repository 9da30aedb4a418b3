import Archive
import Clocks
import RecordsDomain

/// Everything this service knows about a record and its documents, so that nothing is lost on the way (R51).
enum PackageProperties {
    static func record(_ record: WorkRecord) -> [SheetProperty] {
        let details = record.details
        return [
            SheetProperty("id", record.id.description), SheetProperty("fileCode", record.fileCode), SheetProperty("title", record.title),
            SheetProperty("agencyCode", record.agencyCode), SheetProperty("year", "\(record.year)"),
            SheetProperty("planNotation", record.planNotation), SheetProperty("retentionYears", "\(record.retention.number)"),
            SheetProperty("creator", record.creator), SheetProperty("dossierCode", record.dossierCode),
            SheetProperty("openedAt", record.openedAt.iso8601), SheetProperty("closedAt", record.closedAt?.iso8601 ?? ""),
            SheetProperty("keeper", details.keeper), SheetProperty("language", details.language),
            SheetProperty("accessMode", details.accessMode), SheetProperty("shelfPlace", details.shelfPlace),
            SheetProperty("endedOn", details.endedOn?.iso8601 ?? ""), SheetProperty("archivedOn", details.archivedOn?.iso8601 ?? ""),
            SheetProperty("happened", details.happened.map(\.rawValue).sorted().joined(separator: ",")),
        ]
    }

    static func document(_ document: PackageDocuments.Filed) throws -> [SheetProperty] {
        let stored = document.document, details = stored.details
        return [
            SheetProperty("id", stored.id.description), SheetProperty("ordinal", "\(document.ordinal)"),
            SheetProperty("componentCode", document.componentCode), SheetProperty("filedBy", document.filedBy),
            SheetProperty("filedAt", document.filedAt.iso8601), SheetProperty("ownerId", stored.ownerID),
            SheetProperty("resultCode", stored.resultCode), SheetProperty("paperTypeCode", stored.paperTypeCode),
            SheetProperty("title", stored.title), SheetProperty("role", stored.role.rawValue), SheetProperty("pages", "\(stored.pages)"),
            SheetProperty("fields", stored.fieldsJSON), SheetProperty("dossierCode", stored.dossierCode),
            SheetProperty("storedAt", stored.storedAt.iso8601), SheetProperty("form", details.form.rawValue),
            SheetProperty("number", details.number), SheetProperty("notation", details.notation),
            SheetProperty("issuedOn", details.issuedOn?.iso8601 ?? ""), SheetProperty("issuer", details.issuer),
            SheetProperty("language", details.language), SheetProperty("signerName", details.signerName),
            SheetProperty("signatures", try FiledSignature.json(details.signatures)),
            SheetProperty("attachmentsAnnounced", "\(details.attachmentsAnnounced)"),
            SheetProperty("attachedTo", details.attachedTo?.description ?? ""),
            SheetProperty("issuedFrom", details.issuedFrom?.description ?? ""), SheetProperty("recalled", "\(details.recalled)"),
        ]
    }
}
