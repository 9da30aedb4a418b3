/// A dossier or a work record, by its code.
struct Subject: Hashable, Sendable {
    enum Kind: String, Sendable {
        case dossier
        case record
    }

    let kind: Kind
    let code: String

    static func dossier(_ code: String) -> Subject { Subject(kind: .dossier, code: code) }
    static func record(_ code: String) -> Subject { Subject(kind: .record, code: code) }
}
