import Clocks
import HosoProto
import ServiceKit

/// Documents, their uses and rights as lines for a terminal.
extension RecordsReport {
    /// One hit, its parts separated by tabs.
    static func line(_ document: Hoso_Records_V1_RepositoryDocument) -> String {
        let details = document.details
        let number = details.number.isEmpty ? "" : "\(details.number)/\(details.notation)"
        let stored = document.storedAt.instant?.vietnamDate.iso8601 ?? "?"
        return [Self.id(document.id), stored, document.paperTypeCode, number, document.title].map(Self.flat).joined(separator: "\t")
    }

    /// One use of an owner's document.
    static func line(_ use: Hoso_Records_V1_DocumentUse) -> String {
        let kind =
            switch use.kind {
            case .origin: "lần đầu / origin"
            case .reuse: "tái sử dụng / reuse"
            case .copy: "bản sao / copy"
            case .unspecified, .UNRECOGNIZED: "?"
            }
        let used = use.usedAt.instant?.vietnamISO8601 ?? "?"
        return "\(used)  \(use.agencyCode) \(use.officerCode)  [\(kind)]  \(Self.flat(use.title))  \(use.dossierCode)  \(Self.flat(use.purpose))"
    }

    /// One change of rights.
    static func line(_ change: Hoso_Records_V1_RightChange) -> String {
        let readers = change.readers.isEmpty ? "mọi người / everybody" : change.readers.joined(separator: ", ")
        let confirmed = change.confirmedBy.isEmpty ? "" : "  ✔ \(change.confirmedBy)"
        return "\(Self.id(change.id))  \(change.subject)  \(Self.id(change.subjectID))  \(change.officerCode) → \(readers)  \(Self.flat(change.reason))\(confirmed)"
    }

    private static func id(_ bytes: some Collection<UInt8>) -> String { Identifier(bytes: bytes)?.description ?? "?" }

    /// One line, whatever somebody wrote.
    private static func flat(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
