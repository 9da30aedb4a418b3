import Clocks
import GatewayDomain
import HosoProto
import ServiceKit

/// Documents as lines of CSV (RFC 4180) that a spreadsheet opens as UTF-8 and never takes for formulas.
enum DocumentTable {
    /// Byte order mark and headings.
    static let head = "\u{FEFF}id,title,paperType,number,notation,issuedOn,issuer,owner,dossier,storedAt\r\n"

    /// One document.
    static func line(_ document: Hoso_Records_V1_RepositoryDocument) -> String {
        let details = document.details
        let cells = [
            WireForm.id(document.id) ?? "", document.title, document.paperTypeCode, details.number, details.notation,
            details.hasIssuedOn ? details.issuedOn.date?.iso8601 ?? "" : "", details.issuer,
            MaskedIdentity.number(document.ownerID), document.dossierCode,
            document.hasStoredAt ? document.storedAt.instant?.iso8601 ?? "" : "",
        ]
        return cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    /// A cell; what a spreadsheet would compute gets an apostrophe before it.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { text = "'" + text }
        guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
