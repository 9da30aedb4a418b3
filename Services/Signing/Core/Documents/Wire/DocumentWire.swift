import Clocks
import Foundation
import HosoProto
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Documents as the contract writes them.
enum DocumentWire {
    /// A document.
    ///
    /// - Parameter withText: Whether versions and opinions travel along; events do without.
    static func message(_ document: OutgoingDocument, withText: Bool = true) -> Hoso_Signing_V1_Document {
        let head = document.head
        var message = Hoso_Signing_V1_Document.with {
            $0.id = document.id.description
            $0.agencyCode = head.agency
            $0.processVersion = Int32(clamping: head.process)
            $0.type = head.type.rawValue
            $0.isNormative = head.isNormative
            $0.subject = head.subject
            $0.urgency = head.urgency.rawValue
            $0.drafterCode = head.drafter
            $0.unitCode = head.unit
            $0.signerCode = head.signer
            $0.recipientCodes = head.recipients
            $0.answersIncomingID = head.answers?.description ?? ""
            $0.relation = head.relation?.kind.rawValue ?? ""
            $0.relatedDocumentID = head.relation?.document.description ?? ""
            $0.state = document.state.word
            $0.stateVi = document.state.vietnamese
            $0.actorCodes = document.dueStep.map { document.actors(for: $0) } ?? []
            $0.sinceAt = Google_Protobuf_Timestamp(document.since)
            $0.position = Int32(clamping: document.position)
            $0.draftedAt = Google_Protobuf_Timestamp(document.draftedAt)
        }
        if let number = document.number { message.number = self.message(number) }
        if let file = document.file { message.file = self.message(file) }
        if let issuedAt = document.issuedAt { message.issuedAt = Google_Protobuf_Timestamp(issuedAt) }
        guard withText else { return message }
        message.versions = document.versions.map(self.message)
        message.opinions = document.opinions.map(self.message)
        message.deliveries = document.deliveries.map(self.message)
        message.relatedBy = document.relatedBy.map { relation in
            .with {
                $0.kind = relation.kind.rawValue
                $0.documentID = relation.document.description
            }
        }
        return message
    }

    static func message(_ file: DocumentFile) -> Hoso_Signing_V1_DocumentFile {
        .with {
            $0.sha256 = file.sha256
            $0.sizeBytes = file.sizeBytes
            $0.mediaType = file.mediaType
            $0.name = file.name
        }
    }

    static func message(_ number: DocumentNumber) -> Hoso_Signing_V1_DocumentNumber {
        .with {
            $0.year = Int32(clamping: number.year)
            $0.series = number.series
            $0.number = Int32(clamping: number.number)
            $0.notation = number.notation
            $0.date = Hoso_Common_V1_Day(number.date)
        }
    }

    private static func message(_ version: DraftVersion) -> Hoso_Signing_V1_DocumentVersion {
        .with {
            $0.number = Int32(clamping: version.number)
            $0.body = .with {
                if let file = version.file { $0.file = self.message(file) }
                $0.text = version.text
                $0.attachments = version.attachments.map(self.message)
                if let layout = version.layout {
                    $0.content = ContentWire.message(layout.content)
                    $0.layout = ContentWire.message(layout)
                }
            }
            $0.reason = version.reason
            $0.officerCode = version.author
            $0.writtenAt = Google_Protobuf_Timestamp(version.writtenAt)
        }
    }

    private static func message(_ opinion: DocumentOpinion) -> Hoso_Signing_V1_DocumentOpinion {
        .with {
            $0.number = Int32(clamping: opinion.number)
            $0.round = Int32(clamping: opinion.round)
            $0.asked = .with {
                $0.unitCode = opinion.asked.unit
                $0.officerCode = opinion.asked.officer
            }
            $0.askedVersion = Int32(clamping: opinion.version)
            $0.askedAt = Google_Protobuf_Timestamp(opinion.askedAt)
            $0.deadlineAt = Google_Protobuf_Timestamp(opinion.deadline)
            $0.givenBy = opinion.givenBy
            if let givenAt = opinion.givenAt { $0.givenAt = Google_Protobuf_Timestamp(givenAt) }
            $0.givenVersion = Int32(clamping: opinion.givenOn)
            $0.position = opinion.position?.rawValue ?? ""
            $0.text = opinion.text
            $0.answered = opinion.isTakenOver != nil
            $0.takenOver = opinion.isTakenOver ?? false
            $0.answer = opinion.answer
        }
    }

    private static func message(_ delivery: DocumentDelivery) -> Hoso_Signing_V1_DocumentDelivery {
        .with {
            $0.agencyCode = delivery.agency
            $0.state = delivery.state.rawValue
            $0.sinceAt = Google_Protobuf_Timestamp(delivery.since)
            $0.reason = delivery.reason
        }
    }

    /// A fact of the history.
    static func message(_ recorded: RecordedFact) -> Hoso_Signing_V1_DocumentFactEntry {
        .with {
            $0.position = Int32(clamping: recorded.position)
            $0.kind = recorded.fact.word
            $0.wordsVi = recorded.fact.vietnamese
            $0.officerCode = recorded.actor
            $0.at = Google_Protobuf_Timestamp(recorded.at)
            if let file = recorded.fact.file { $0.file = self.message(file) }
        }
    }

    /// A look.
    static func message(_ view: DocumentViewStore.View) -> Hoso_Signing_V1_DocumentView {
        .with {
            $0.officerCode = view.officer
            $0.position = Int32(clamping: view.position)
            $0.seenAt = Google_Protobuf_Timestamp(view.at)
            $0.refused = view.isRefused
        }
    }

    /// A number.
    static func message(_ entry: NumberEntry) -> Hoso_Signing_V1_NumberEntry {
        .with {
            $0.agencyCode = entry.agency
            $0.year = Int32(clamping: entry.year)
            $0.series = entry.series
            $0.number = Int32(clamping: entry.number)
            $0.state = entry.state.rawValue
            $0.notation = entry.notation
            $0.date = Hoso_Common_V1_Day(entry.date)
            $0.documentID = entry.document?.description ?? ""
            $0.reason = entry.reason
            $0.officerCode = entry.officer
            $0.takenAt = Google_Protobuf_Timestamp(entry.takenAt)
            if let until = entry.reservedUntil { $0.reservedUntilAt = Google_Protobuf_Timestamp(until) }
        }
    }
}

extension DocumentWire {
    /// Something that waits.
    static func message(_ item: WorkStore.Item) -> Hoso_Signing_V1_WorkItem {
        .with {
            $0.documentID = item.place.document.description
            $0.kind = item.place.kind
            $0.opinion = Int32(clamping: item.place.opinion)
            $0.subject = item.subject
            $0.type = item.type
            $0.agencyCode = item.agency
            $0.unitCode = item.unit
            $0.sinceAt = Google_Protobuf_Timestamp(item.place.since)
            if let dueAt = item.dueAt { $0.dueAt = Google_Protobuf_Timestamp(dueAt) }
        }
    }
}
