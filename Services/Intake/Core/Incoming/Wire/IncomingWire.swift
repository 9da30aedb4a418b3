import Clocks
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// Incoming documents as the contract writes them.
enum IncomingWire {
    static func message(_ document: IncomingDocument, at now: UTCInstant) -> Hoso_Intake_V1_Incoming {
        let head = document.head
        var message = Hoso_Intake_V1_Incoming.with {
            $0.id = document.id.description
            $0.agencyCode = head.agency
            $0.receptionVersion = Int32(clamping: head.reception)
            $0.authorCode = head.authorCode
            $0.authorName = head.authorName
            $0.notation = head.notation
            $0.dated = Hoso_Common_V1_Day(head.dated)
            $0.type = head.type
            $0.subject = head.subject
            $0.urgency = head.urgency
            $0.stub = head.isStub
            $0.paper = head.isPaper
            $0.sourceDocumentID = head.source?.description ?? ""
            $0.state = document.state.rawValue
            $0.stateVi = document.state.vietnamese
            $0.actorCodes = document.actors
            $0.sinceAt = Google_Protobuf_Timestamp(document.since)
            $0.position = Int32(clamping: document.position)
            $0.arrivedAt = Google_Protobuf_Timestamp(document.arrivedAt)
            $0.verdictVi = document.verdict
            $0.assignments = document.assignments.map(self.message)
            $0.opinion = document.opinion
            $0.result = document.result
            $0.answerDocumentID = document.answer?.description ?? ""
            $0.answerNotation = document.answerNotation
            $0.recallReason = document.recallReason
            $0.late = document.isLate(at: now)
            $0.relatedByID = document.relatedBy?.description ?? ""
            $0.relation = document.relation
        }
        if let file = document.file { message.file = self.message(file) }
        if let capture = document.capture { message.capture = self.message(capture) }
        message.attachments = document.attachments.map { self.message($0) }
        if let deadline = document.deadline { message.deadlineAt = Google_Protobuf_Timestamp(deadline) }
        if let number = document.number {
            message.arrivalNumber = Int32(clamping: number.number)
            message.arrivalYear = Int32(clamping: number.year)
        }
        return message
    }

    static func message(_ file: IncomingHead.File) -> Hoso_Intake_V1_IncomingFile {
        .with {
            $0.sha256 = file.sha256
            $0.sizeBytes = file.sizeBytes
            $0.mediaType = file.mediaType
            $0.name = file.name
        }
    }

    private static func message(_ capture: IncomingCapture) -> Hoso_Intake_V1_IncomingCapture {
        .with {
            $0.paperID = capture.paper.description
            switch capture.state {
            case .waiting: $0.state = "waiting"
            case .refused(let reasons):
                $0.state = "refused"
                $0.reasonsVi = reasons
            case .done(_, let text, let pages):
                $0.state = "done"
                $0.text = self.message(text)
                $0.pages = Int32(clamping: pages)
            }
        }
    }

    private static func message(_ assignment: IncomingAssignment) -> Hoso_Intake_V1_IncomingAssignment {
        .with {
            $0.unitCode = assignment.unit
            $0.officerCode = assignment.officer
            $0.lead = assignment.isLead
        }
    }

    static func message(_ recorded: RecordedIncoming) -> Hoso_Intake_V1_IncomingFactEntry {
        .with {
            $0.position = Int32(clamping: recorded.position)
            $0.kind = recorded.fact.word
            $0.wordsVi = recorded.fact.vietnamese
            $0.officerCode = recorded.actor
            $0.at = Google_Protobuf_Timestamp(recorded.at)
        }
    }

    static func message(_ view: IncomingViewStore.View) -> Hoso_Intake_V1_IncomingView {
        .with {
            $0.officerCode = view.officer
            $0.position = Int32(clamping: view.position)
            $0.seenAt = Google_Protobuf_Timestamp(view.at)
            $0.refused = view.isRefused
        }
    }

    static func message(_ duplicate: ArrivalStore.Duplicate) -> Hoso_Intake_V1_IncomingDuplicate {
        .with {
            $0.incomingID = duplicate.id.description
            $0.arrivalNumber = Int32(clamping: duplicate.number?.number ?? 0)
            $0.arrivalYear = Int32(clamping: duplicate.number?.year ?? 0)
            $0.reason = duplicate.reason
        }
    }

    static func message(_ item: IncomingWorkStore.Item) -> Hoso_Intake_V1_IncomingWorkItem {
        .with {
            $0.incomingID = item.place.incoming.description
            $0.kind = item.place.kind
            $0.subject = item.subject
            $0.notation = item.notation
            $0.arrivalNumber = Int32(clamping: item.arrivalNumber)
            $0.agencyCode = item.agency
            $0.unitCode = item.unit
            $0.sinceAt = Google_Protobuf_Timestamp(item.place.since)
            if let dueAt = item.dueAt { $0.dueAt = Google_Protobuf_Timestamp(dueAt) }
        }
    }

    static func message(_ count: IncomingWorkStore.Count) -> Hoso_Intake_V1_IncomingWorkCount {
        .with {
            $0.kind = count.kind
            $0.waiting = count.waiting
            $0.late = count.late
        }
    }
}
