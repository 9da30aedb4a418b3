import Clocks
import HosoProto
import Messaging
import Postgres
import ReportingDomain
import ServiceKit

/// Turns events into facts. Every effect is one that a second delivery, or the whole log once more, leaves as it is, so
/// the read model can be rebuilt from nothing with the same figures.
struct FactRecorder: Sendable {
    typealias Handler = @Sendable (IncomingEvent, FigureStore) async throws -> Void

    /// What is done with each event, by its name.
    static let handlers: [String: Handler] = [
        "intake.dossier_accepted.v1": Self.dossierAccepted,
        "intake.component_reused.v1": Self.componentReused,
        "intake.paper_asked_again.v1": Self.paperAskedAgain,
        "digitization.paper_captured.v1": Self.paperCaptured,
        "digitization.paper_stored.v1": Self.paperStored,
        "digitization.desk_recorded.v1": Self.deskRecorded,
        "records.record_opened.v1": Self.recordOpened,
        "records.record_closed.v1": Self.recordClosed,
        "records.record_moved.v1": Self.recordMoved,
        "records.records_excluded.v1": Self.recordsExcluded,
        "records.record_taken_in.v1": Self.recordTakenIn,
    ]

    /// Names of the events that no figure counts yet. They are taken all the same: every event has a taker, so that one
    /// without is noticed as unroutable.
    static let uncounted = [
        "digitization.paper_coded.v1", "digitization.paper_refused.v1", "digitization.paper_signed.v1",
        "digitization.component_not_digitized.v1", "digitization.recognition_progressed.v1",
        "digitization.second_person_asked.v1", "digitization.capture_expired.v1",
        "directory.agency_recorded.v1", "directory.person_recorded.v1", "intake.component_digitized.v1",
        "intake.dossier_handed_over.v1", "intake.dossier_registered.v1", "intake.dossier_status_changed.v1",
        "intake.incoming_deadline_reached.v1", "intake.incoming_progressed.v1", "records.completeness_changed.v1",
        "records.document_filed.v1",
        "records.document_reused.v1", "records.document_stored.v1", "records.transfer_progressed.v1",
        "signing.deadline_reached.v1", "signing.document_issued.v1",
        "signing.document_progressed.v1", "signing.document_recalled.v1", "signing.document_signed.v1",
        "signing.document_strengthened.v1", "signing.signature_refused.v1",
    ]

    private static func dossierAccepted(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let dossier = try event.decoded(as: Hoso_Intake_V1_DossierAccepted.self).dossier
        guard let id = Identifier(bytes: dossier.id), let acceptedAt = dossier.acceptedAt.instant, !dossier.code.isEmpty else {
            throw EventRejected("id, code or time of acceptance is missing", failure: "incompleteEvent")
        }
        let subject = Subject.dossier(dossier.code)
        try await store.place(
            subject, id: id, agencyCode: dossier.receivingAgencyCode, month: ReportMonth(of: acceptedAt))
        try await store.note(.dossierReceived, of: subject, event: event.id, at: event.occurredAt)
    }

    private static func componentReused(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let message: Hoso_Intake_V1_ComponentReused = try event.decoded()
        let subject = Subject.dossier(message.dossierCode)
        try await store.note(.dossierReusing, of: subject, event: event.id, at: event.occurredAt)
        try await store.note(.dossierWithHeldPaper, of: subject, event: event.id, at: event.occurredAt)
    }

    private static func paperAskedAgain(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let message: Hoso_Intake_V1_PaperAskedAgain = try event.decoded()
        let reason: Measure =
            switch message.reason {
            case .expired: .askedAgainExpired
            case .changed: .askedAgainChanged
            case .unreadable: .askedAgainUnreadable
            case .law: .askedAgainLaw
            case .doubted: .askedAgainDoubted
            case .voluntary: .askedAgainVoluntary
            case .other: .askedAgainOther
            case .unspecified, .UNRECOGNIZED:
                throw EventRejected("the reason is missing or unknown", failure: "incompleteEvent")
            }
        for measure in [Measure.dossierWithHeldPaper, .dossierAskingAgain, reason] {
            try await store.note(measure, of: .dossier(message.dossierCode), event: event.id, at: event.occurredAt)
        }
    }

    private static func paperCaptured(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let paper = try event.decoded(as: Hoso_Digitization_V1_PaperCaptured.self).paper
        // A letter to the agency belongs to no dossier.
        guard paper.role != .incoming else { return }
        let subject = Subject.dossier(paper.dossierCode)
        for measure in [Measure.dossierDigitized, .dossierWithResult] {
            guard try await !store.holds(measure, of: subject) else { return }
        }
        try await store.note(.dossierCapturedOnly, of: subject, event: event.id, at: event.occurredAt)
    }

    private static func paperStored(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let paper = try event.decoded(as: Hoso_Digitization_V1_PaperStored.self).paper
        let subject = Subject.dossier(paper.dossierCode)
        try await store.withdraw(.dossierCapturedOnly, of: subject)
        try await store.note(
            paper.role == .result ? .dossierWithResult : .dossierDigitized, of: subject, event: event.id,
            at: event.occurredAt)
    }

    private static func deskRecorded(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let desk = try event.decoded(as: Hoso_Digitization_V1_DeskRecorded.self).desk
        guard desk.hasRecordedAt, let recordedAt = desk.recordedAt.instant, !desk.agencyCode.isEmpty, !desk.desk.isEmpty else {
            throw EventRejected("agency, name or time of the desk is missing", failure: "incompleteEvent")
        }
        let isEquipped = !desk.lacks.contains(.scanner) && !desk.lacks.contains(.software)
        let isTrained = !desk.lacks.contains(.people) && !desk.lacks.contains(.training)
        try await DeskStateStore(session: store.session).note(
            agencyCode: desk.agencyCode, desk: desk.desk, isEquipped: isEquipped, isTrained: isTrained, event: event.id, at: recordedAt)
    }

    private static func recordOpened(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let record = try event.decoded(as: Hoso_Records_V1_RecordOpened.self).record
        guard let id = Identifier(bytes: record.id), let openedAt = record.openedAt.instant, !record.fileCode.isEmpty else {
            throw EventRejected("id, file code or time of opening is missing", failure: "incompleteEvent")
        }
        let subject = Subject.record(record.fileCode)
        try await store.place(subject, id: id, agencyCode: record.agencyCode, month: ReportMonth(of: openedAt))
        guard try await !store.holds(.recordExcluded, of: subject) else { return }
        try await store.note(.recordCreated, of: subject, event: event.id, at: event.occurredAt)
    }

    private static func recordClosed(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let record = try event.decoded(as: Hoso_Records_V1_RecordClosed.self).record
        try await store.note(.recordComplete, of: .record(record.fileCode), event: event.id, at: event.occurredAt)
    }

    private static func recordMoved(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let message: Hoso_Records_V1_RecordMoved = try event.decoded()
        let subject = Subject.record(message.record.fileCode)
        // What was complete elsewhere is none of those created, so none of those transferred either.
        guard message.step == "accept", try await !store.holds(.recordTakenIn, of: subject) else { return }
        try await store.note(.recordTransferred, of: subject, event: event.id, at: event.occurredAt)
    }

    /// Counts in the month in which it was taken in: nobody here worked on it before.
    private static func recordTakenIn(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let message: Hoso_Records_V1_RecordTakenIn = try event.decoded()
        guard let id = Identifier(bytes: message.record.id), let takenInAt = message.takenInAt.instant, !message.record.fileCode.isEmpty else {
            throw EventRejected("id, file code or time is missing", failure: "incompleteEvent")
        }
        let subject = Subject.record(message.record.fileCode)
        try await store.place(subject, id: id, agencyCode: message.record.agencyCode, month: ReportMonth(of: takenInAt))
        try await store.note(.recordTakenIn, of: subject, event: event.id, at: event.occurredAt)
    }

    /// Created, complete and excluded are counted apart (H-15): an excluded record is none of those created. Records that
    /// never were in the suite have no subject here; the ledger of the records service counts them.
    private static func recordsExcluded(_ event: IncomingEvent, _ store: FigureStore) async throws {
        let exclusion = try event.decoded(as: Hoso_Records_V1_RecordsExcluded.self).exclusion
        guard !exclusion.fileCode.isEmpty else { return }
        let subject = Subject.record(exclusion.fileCode)
        try await store.withdraw(.recordCreated, of: subject)
        try await store.note(.recordExcluded, of: subject, event: event.id, at: event.occurredAt)
    }

    /// The subscriptions of the reporting service, all on its one queue.
    static func subscriptions(queue: String) -> [EventSubscription] {
        let counted = Self.handlers.map { name, handler in
            EventSubscription(queue: queue, event: name) { event, transaction in
                try await handler(event, FigureStore(session: transaction))
                return []
            }
        }
        return counted + Self.uncounted.map { EventSubscription(queue: queue, event: $0) { _, _ in [] } }
    }
}
