import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import Messaging
import ServiceKit
import SwiftProtobuf

/// The events of digitization; each carries the paper as it then stands.
struct DigitizationEvents: Sendable {
    /// Most text an event carries for full-text search. Unit: bytes.
    static let mostText = 256 << 10

    let identifiers: any IdentifierSource
    let clock: any UTCClock

    func captured(_ paper: Paper) throws -> OutgoingEvent {
        try self.event("digitization.paper_captured.v1", paper) { now in
            Hoso_Digitization_V1_PaperCaptured.with {
                $0.paper = paper.wire
                $0.capturedAt = now
            }
        }
    }

    /// A page was done, or recognition begins (`done` 0).
    func progressed(_ paper: Paper, done: Int, total: Int) throws -> OutgoingEvent {
        try self.event("digitization.recognition_progressed.v1", paper) { now in
            Hoso_Digitization_V1_RecognitionProgressed.with {
                $0.paperID = Data(paper.parts.id.bytes)
                $0.dossierCode = paper.parts.dossierCode
                $0.agencyCode = paper.parts.agencyCode
                $0.pagesDone = Int32(clamping: done)
                $0.pagesTotal = Int32(clamping: total)
                $0.progressedAt = now
            }
        }
    }

    func refused(_ paper: Paper) throws -> OutgoingEvent {
        try self.event("digitization.paper_refused.v1", paper) { now in
            Hoso_Digitization_V1_PaperRefused.with {
                $0.paper = paper.wire
                $0.refusedAt = now
            }
        }
    }

    func signed(_ paper: Paper) throws -> OutgoingEvent {
        try self.event("digitization.paper_signed.v1", paper) { now in
            Hoso_Digitization_V1_PaperSigned.with {
                $0.paper = paper.wire
                $0.signedAt = now
            }
        }
    }

    /// - Parameter text: The whole recognised text; cut at a character when it is too long.
    func coded(_ paper: Paper, text: String) throws -> OutgoingEvent {
        try self.event("digitization.paper_coded.v1", paper) { now in
            Hoso_Digitization_V1_PaperCoded.with {
                $0.paper = paper.wire
                $0.officerCode = paper.confirmedBy ?? ""
                $0.text = Self.cut(text)
                $0.codedAt = now
            }
        }
    }

    func stored(_ paper: Paper, as document: Identifier) throws -> OutgoingEvent {
        try self.event("digitization.paper_stored.v1", paper) { now in
            Hoso_Digitization_V1_PaperStored.with {
                $0.paper = paper.wire
                $0.documentID = Data(document.bytes)
                $0.storedAt = now
            }
        }
    }

    /// One person confirmed doubtful fields; names of fields travel, values do not.
    func secondPersonAsked(_ paper: Paper, by officer: String, doubts: [FieldDoubt]) throws -> OutgoingEvent {
        try self.event("digitization.second_person_asked.v1", paper) { now in
            Hoso_Digitization_V1_SecondPersonAsked.with {
                $0.paperID = Data(paper.parts.id.bytes)
                $0.dossierCode = paper.parts.dossierCode
                $0.agencyCode = paper.parts.agencyCode
                $0.officerCode = officer
                $0.fields = doubts.map(\.field)
                $0.askedAt = now
            }
        }
    }

    /// A component was declared as not to be digitized.
    func notDigitized(_ component: UndigitizedComponent) throws -> OutgoingEvent {
        let now = self.clock.now()
        let message = Hoso_Digitization_V1_ComponentNotDigitized.with {
            $0.dossierCode = component.dossierCode
            $0.componentCode = component.componentCode
            $0.agencyCode = component.agencyCode
            $0.officerCode = component.officerCode
            $0.reason = component.reason.wire
            $0.declaredAt = Google_Protobuf_Timestamp(now)
        }
        return try OutgoingEvent(
            message, name: "digitization.component_not_digitized.v1", key: component.dossierCode, occurredAt: now,
            id: self.identifiers.next())
    }

    /// A capture nobody touched was closed.
    func expired(_ capture: Capture, changedAt: UTCInstant) throws -> OutgoingEvent {
        let now = self.clock.now()
        let message = Hoso_Digitization_V1_CaptureExpired.with {
            $0.captureID = Data(capture.id.bytes)
            $0.dossierCode = capture.parts.dossierCode
            $0.componentCode = capture.parts.componentCode
            $0.agencyCode = capture.parts.agencyCode
            $0.officerCode = capture.parts.officerCode
            $0.files = Int32(clamping: capture.files.count)
            $0.pages = Int32(clamping: capture.pages.count)
            $0.openedAt = Google_Protobuf_Timestamp(capture.openedAt)
            $0.changedAt = Google_Protobuf_Timestamp(changedAt)
            $0.expiredAt = Google_Protobuf_Timestamp(now)
        }
        return try OutgoingEvent(
            message, name: "digitization.capture_expired.v1", key: capture.parts.dossierCode, occurredAt: now,
            id: self.identifiers.next())
    }

    /// Somebody recorded what a desk has to work with.
    func equipped(_ desk: DeskEquipment) throws -> OutgoingEvent {
        try OutgoingEvent(
            Hoso_Digitization_V1_DeskRecorded.with { $0.desk = desk.wire }, name: "digitization.desk_recorded.v1",
            key: desk.agencyCode, occurredAt: desk.recordedAt, id: self.identifiers.next())
    }

    private func event(
        _ name: String, _ paper: Paper, _ message: (Google_Protobuf_Timestamp) -> some Message
    ) throws -> OutgoingEvent {
        let now = self.clock.now()
        return try OutgoingEvent(
            message(Google_Protobuf_Timestamp(now)), name: name, key: paper.parts.dossierCode, occurredAt: now,
            id: self.identifiers.next())
    }

    static func cut(_ text: String) -> String {
        guard text.utf8.count > self.mostText else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: self.mostText)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }
}
