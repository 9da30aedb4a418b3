import Clocks
import Foundation
import HosoProto
import RecordsDomain
import ServiceKit

/// What callers of record keeping ask for, checked.
enum KeepingRequests {
    static func details(_ wire: Hoso_Records_V1_RecordDetails) throws(RecordsRefusal) -> RecordDetails {
        var details = RecordDetails()
        for (name, text, most) in [
            ("keeperCode", wire.keeperCode, 64), ("language", wire.language, 50), ("accessMode", wire.accessMode, 30),
            ("shelfPlace", wire.shelfPlace, 100),
        ] where text.count > most { throw .badValue(name, "≤ \(most)") }
        details.keeper = wire.keeperCode
        details.language = wire.language
        details.accessMode = wire.accessMode
        details.shelfPlace = wire.shelfPlace
        if wire.hasEndedOn { details.endedOn = try Self.day(wire.endedOn, "endedOn") }
        for condition in wire.happened {
            guard condition != .unspecified else { throw .missing("happened") }
            details.happened.insert(try ContractWire.closing(condition))
        }
        return details
    }

    static func day(_ wire: Hoso_Common_V1_Day, _ name: String) throws(RecordsRefusal) -> VietnamDate {
        guard let day = wire.date else { throw .badValue(name, "yyyy-mm-dd") }
        return day
    }

    static func retention(_ years: Int32) throws(RecordsRefusal) -> RetentionPeriod {
        guard let retention = RetentionPeriod(number: Int(years)) else { throw .badRetention(Int(years)) }
        return retention
    }

    static func wish(_ request: Hoso_Records_V1_OpenRecordRequest) throws(RecordsRefusal) -> OpenRecordHandler.Wish {
        OpenRecordHandler.Wish(
            id: try RecordsWire.identifier(request.recordID, "recordId"), agencyCode: request.agencyCode,
            year: Int(request.year), planNotation: request.planNotation, notation: request.notation, title: request.title,
            retention: try Self.retention(request.retentionYears), creator: request.creator,
            details: try Self.details(request.details))
    }

    /// The document of a request; only what is declared not to be secret is let in (R74).
    static func subject(_ request: Hoso_Records_V1_FileDocumentRequest) throws(RecordsRefusal) -> FileDocumentHandler.Subject {
        switch request.document {
        case .documentID(let bytes): return .known(try RecordsWire.identifier(bytes, "documentId"))
        case .newDocument(let document): return .new(try Self.newDocument(document))
        case nil: throw .missing("document")
        }
    }

    static func newDocument(
        _ wire: Hoso_Records_V1_NewDocument
    ) throws(RecordsRefusal) -> FileDocumentHandler.NewDocument {
        guard wire.secrecy != .unspecified else { throw .missing("secrecy") }
        guard wire.secrecy == .none else { throw .secretContent("newDocument") }
        guard wire.title.count <= 500, wire.paperTypeCode.count <= 64, wire.ownerID.count <= 64 else {
            throw .badValue("newDocument", "≤ 500")
        }
        guard (0...100_000).contains(wire.pages) else { throw .badValue("pages", "0–100000") }
        var details = try DocumentDetails(wire: wire.details)
        details.pages = Int(wire.pages)
        if details.form == .paper {
            guard !wire.hasFile else { throw .badValue("file", "paper") }
        } else {
            guard wire.file.sha256.count == 32, wire.file.sizeBytes > 0 else { throw .missing("file") }
            details.digest = [UInt8](wire.file.sha256)
        }
        return FileDocumentHandler.NewDocument(
            id: try RecordsWire.identifier(wire.id, "newDocument.id"), title: wire.title, paperTypeCode: wire.paperTypeCode,
            ownerID: wire.ownerID, fileSizeBytes: wire.file.sizeBytes, mediaType: wire.file.mediaType, details: details)
    }

    static func reason(_ wire: Hoso_Records_V1_RemovalReason) throws(RecordsRefusal) -> RemoveDocumentHandler.Reason {
        switch wire {
        case .duplicate: .duplicate
        case .supersededDraft: .supersededDraft
        case .recalled: .recalled
        case .misfiled: .misfiled
        case .unspecified, .UNRECOGNIZED: throw .missing("reason")
        }
    }

    static func exclusion(
        _ request: Hoso_Records_V1_ExcludeRecordsRequest, at now: UTCInstant
    ) throws(RecordsRefusal) -> Exclusion {
        let rule: ExclusionRule
        switch request.rule {
        case .stateSecret: rule = .stateSecret
        case .complexComponents: rule = .complexComponents
        case .other: rule = .other
        case .unspecified, .UNRECOGNIZED: throw .missing("rule")
        }
        let secrecy: SecrecyLevel?
        switch request.secrecy {
        case .unspecified, .none: secrecy = nil
        case .secret: secrecy = .secret
        case .highlySecret: secrecy = .highlySecret
        case .topSecret: secrecy = .topSecret
        case .UNRECOGNIZED: throw .missing("secrecy")
        }
        return try Exclusion(
            id: try RecordsWire.identifier(request.exclusionID, "exclusionId"), agencyCode: request.agencyCode,
            year: Int(request.year), rule: rule, secrecy: secrecy, reason: request.reason, count: Int(request.count),
            fileCode: request.fileCode, officerCode: request.officerCode, decidedAt: now)
    }

    static func step(_ request: Hoso_Records_V1_MoveRecordRequest) throws(RecordsRefusal) -> RecordStep {
        switch request.step {
        case .submit: return .submit
        case .accept: return .accept
        case .return: return .returned(reason: request.reason)
        case .keepBack:
            guard request.hasUntil else { throw .missing("until") }
            return .keepBack(
                reason: request.reason, decision: request.decision, until: try Self.day(request.until, "until"))
        case .proposeDestruction: return .proposeDestruction(reason: request.reason)
        case .keep: return .keep(decision: request.decision)
        case .destroy: return .destroy(decision: request.decision)
        case .unspecified, .UNRECOGNIZED: throw .missing("step")
        }
    }
}
