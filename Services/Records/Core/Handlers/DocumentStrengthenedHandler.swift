import Clocks
import HosoProto
import Messaging
import Postgres
import ServiceKit

/// `signing.document_strengthened.v1`: a signed file was brought to a higher level. Documents of the repository take the new
/// bytes; a document that is stored later begins with them (R35, R39).
struct DocumentStrengthenedHandler: Sendable {
    let clock: any UTCClock

    func handle(_ event: IncomingEvent, _ transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let message: Hoso_Signing_V1_DocumentStrengthened = try event.decoded()
        let former = [UInt8](message.document.sha256)
        let newer = DocumentFormStore.Form(
            sha256: [UInt8](message.strengthenedDocument.sha256), sizeBytes: message.strengthenedDocument.sizeBytes)
        guard former.count == 32, newer.sha256.count == 32, newer.sizeBytes > 0, former != newer.sha256 else {
            throw EventRejected("one of the two files is missing", failure: "incompleteEvent")
        }
        guard message.report.verdict == .valid else {
            throw EventRejected("the stronger form is not valid, so it is not taken", failure: "notValid")
        }
        let level = switch message.level {
        case .basic: "B-B"
        case .timestamped: "B-T"
        case .longTerm: "B-LT"
        case .archival: "B-LTA"
        case .unspecified, .UNRECOGNIZED: ""
        }
        guard !level.isEmpty else { throw EventRejected("the level is missing", failure: "incompleteEvent") }
        _ = try await DocumentFormStore(session: transaction).take(newer, inPlaceOf: former, level: level, at: self.clock.now())
        return []
    }
}
