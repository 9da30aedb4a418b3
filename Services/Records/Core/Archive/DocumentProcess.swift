import Archive
import Clocks
import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Asks the signing service what was said while a document was made (R50): texts of versions, opinions, answers, reasons, and who
/// looked. Words do not travel in events, because every service may read those.
struct DocumentProcess: Sendable {
    /// The steps of a document, oldest first; nil when the signing service does not know it.
    typealias Ask = @Sendable (Identifier) async throws -> [ProcessFile.Step]?

    let ask: Ask

    /// Asks the signing service.
    static func service(_ signing: any Hoso_Signing_V1_ProcessService.ClientProtocol) -> DocumentProcess {
        var options = CallOptions.defaults
        options.timeout = .seconds(20)
        let timed = options
        return DocumentProcess { document in
            var steps: [ProcessFile.Step] = []
            var after: Int32 = 0
            repeat {
                let place = after
                let page = try await signing.readProcess(
                    .with {
                        $0.documentID = Data(document.bytes)
                        $0.afterPosition = place
                    }, options: timed)
                guard page.known else { return nil }
                steps += try page.facts.map { try Self.step($0.kind, $0.at, $0.officerCode, $0.words) }
                steps += try page.views.map { try Self.step($0.refused ? "viewRefused" : "viewed", $0.seenAt, $0.officerCode, "") }
                after = page.nextAfterPosition
            } while after > 0
            return steps
        }
    }

    private static func step(_ kind: String, _ at: Google_Protobuf_Timestamp, _ officer: String, _ words: String) throws -> ProcessFile.Step {
        guard let at = at.instant, !kind.isEmpty else { throw RPCError(code: .internalError, message: "a step without kind or time") }
        return ProcessFile.Step("signing.\(kind)", at: at, by: officer, note: words)
    }
}
