import Clocks
import Foundation
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

extension Dossier {
    var wire: Hoso_Intake_V1_Dossier {
        .with {
            $0.id = Data(self.id.bytes)
            $0.code = self.code.text
            $0.procedureCode = self.procedure.code
            $0.procedureVersion = Int32(clamping: self.procedure.version)
            $0.procedureName = self.procedure.name
            $0.owner = self.owner.wire
            $0.status = self.status.wire
            $0.channel = self.channel.wire
            $0.receivingAgencyCode = self.places.receipt
            $0.supportingAgencyCode = self.places.support ?? self.places.receipt
            $0.competentAgencyCode = self.places.competent
            $0.components = self.components.map(\.wire)
            $0.openedAt = Google_Protobuf_Timestamp(self.openedAt)
            if let acceptedAt = self.acceptedAt {
                $0.acceptedAt = Google_Protobuf_Timestamp(acceptedAt)
            }
            if let dueAt = self.dueAt {
                $0.dueAt = Google_Protobuf_Timestamp(dueAt)
            }
            if let receipt = self.receipt {
                $0.receipt = receipt.wire
            }
            $0.version = self.version
            $0.filingNotation = self.procedure.filingNotation
        }
    }
}

extension DossierOwner {
    init(wire: Hoso_Intake_V1_Owner) throws(DossierError) {
        try self.init(id: wire.id, name: wire.name.composed)
    }

    var wire: Hoso_Intake_V1_Owner {
        .with {
            $0.id = self.id
            $0.name = self.name
        }
    }
}

extension SlipFile {
    var wire: Hoso_Common_V1_BlobRef {
        .with {
            $0.sha256 = Data(self.sha256)
            $0.sizeBytes = self.sizeBytes
            $0.mediaType = "application/pdf"
        }
    }
}

extension DossierComponent {
    var wire: Hoso_Intake_V1_DossierComponent {
        .with {
            $0.code = self.rule.code
            $0.name = self.rule.name
            $0.paperTypeCode = self.rule.paperTypeCode
            $0.role = self.rule.role.wire
            $0.required = self.rule.isRequired
            $0.digitize = self.rule.isDigitized
            $0.digitization = self.state.wire
            $0.resultCode = self.resultCode ?? ""
            $0.documentID = Data(self.documentID?.bytes ?? [])
            $0.originals = Int32(clamping: self.originals)
            $0.copies = Int32(clamping: self.copies)
            $0.exemptionCode = self.rule.exemptionCode ?? ""
        }
    }
}

extension StatusChange {
    var wire: Hoso_Intake_V1_StatusChange {
        .with {
            $0.from = self.from?.wire ?? .unspecified
            $0.to = self.to.wire
            $0.officerCode = self.officerCode
            $0.changedAt = Google_Protobuf_Timestamp(self.changedAt)
            $0.note = self.note
        }
    }
}

extension Handover {
    var wire: Hoso_Intake_V1_Handover {
        .with {
            $0.fromOfficerCode = self.fromOfficerCode
            $0.toSection = self.toSection
            $0.toAgencyCode = self.toAgencyCode
            $0.handedAt = Google_Protobuf_Timestamp(self.handedAt)
            $0.dueAt = Google_Protobuf_Timestamp(self.dueAt)
            $0.onTime = self.timeliness != .overdue
        }
    }
}

extension ReuseOffer {
    var wire: Hoso_Intake_V1_ReuseOffer {
        .with {
            $0.componentCode = self.componentCode
            $0.documentID = Data(self.documentID.bytes)
            $0.resultCode = self.resultCode
            $0.title = self.title
            $0.sourceDossierCode = self.sourceDossierCode
            $0.sourceRole = self.sourceRole.wire
            $0.storedAt = Google_Protobuf_Timestamp(self.storedAt)
        }
    }
}

extension RepositoryDocument {
    /// Reads a document of the repository; `nil` for one without identity, code or role, which cannot be reused.
    init?(wire: Hoso_Records_V1_RepositoryDocument) {
        guard let id = Identifier(bytes: wire.id), let role = PaperRole(wire: wire.role), !wire.resultCode.isEmpty,
            let storedAt = wire.storedAt.instant
        else {
            return nil
        }
        self.init(
            id: id, resultCode: wire.resultCode, paperTypeCode: wire.paperTypeCode, title: wire.title, role: role,
            dossierCode: wire.dossierCode, storedAt: storedAt)
    }
}
