import Clocks
import Foundation
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf

extension DocumentDetails {
    /// Reads what describes a new document; digest and pages come from elsewhere.
    ///
    /// - Throws: ``RecordsRefusal/badValue(_:_:)`` for values too long or unknown.
    init(wire: Hoso_Records_V1_DocumentDetails) throws(RecordsRefusal) {
        self.init()
        self.form = try Self.form(wire.form)
        for (name, text, most) in [
            ("number", wire.number, 11), ("notation", wire.notation, 30), ("issuer", wire.issuer, 200),
            ("language", wire.language, 50), ("signerName", wire.signerName, 100),
        ] where text.count > most { throw .badValue(name, "≤ \(most)") }
        guard (0...1_000).contains(wire.attachmentsAnnounced) else { throw .badValue("attachmentsAnnounced", "0–1000") }
        guard wire.signatures.count <= 50 else { throw .badValue("signatures", "≤ 50") }
        self.number = wire.number
        self.notation = wire.notation
        self.issuer = wire.issuer
        self.language = wire.language
        self.signerName = wire.signerName
        self.attachmentsAnnounced = Int(wire.attachmentsAnnounced)
        self.recalled = wire.recalled
        if wire.hasIssuedOn {
            guard let day = wire.issuedOn.date else { throw .badValue("issuedOn", "yyyy-mm-dd") }
            self.issuedOn = day
        }
        if !wire.attachedTo.isEmpty { self.attachedTo = try RecordsWire.identifier(wire.attachedTo, "attachedTo") }
        if !wire.issuedFrom.isEmpty { self.issuedFrom = try RecordsWire.identifier(wire.issuedFrom, "issuedFrom") }
        for signature in wire.signatures { self.signatures.append(try FiledSignature(wire: signature)) }
    }

    private static func form(_ wire: Hoso_Records_V1_DocumentForm) throws(RecordsRefusal) -> DocumentForm {
        switch wire {
        case .unspecified, .digitized: .digitized
        case .draft: .draft
        case .issued: .issued
        case .received: .received
        case .attachment: .attachment
        case .paper: .paper
        case .UNRECOGNIZED(let number): throw .badValue("form", "\(number)")
        }
    }

    /// The details as a message; pages and digest stand in the document's own fields.
    var message: Hoso_Records_V1_DocumentDetails {
        .with {
            $0.form =
                switch self.form {
                case .draft: .draft
                case .issued: .issued
                case .received: .received
                case .digitized: .digitized
                case .attachment: .attachment
                case .paper: .paper
                }
            $0.number = self.number
            $0.notation = self.notation
            if let day = self.issuedOn { $0.issuedOn = Hoso_Common_V1_Day(day) }
            $0.issuer = self.issuer
            $0.language = self.language
            $0.signerName = self.signerName
            $0.signatures = self.signatures.map(\.message)
            $0.attachmentsAnnounced = Int32(self.attachmentsAnnounced)
            if let id = self.attachedTo { $0.attachedTo = Data(id.bytes) }
            if let id = self.issuedFrom { $0.issuedFrom = Data(id.bytes) }
            $0.recalled = self.recalled
        }
    }
}

extension FiledSignature {
    init(wire: Hoso_Records_V1_FiledSignature) throws(RecordsRefusal) {
        let kind: SignatureKind
        switch wire.kind {
        case .personal: kind = .personal
        case .organization: kind = .organization
        case .unspecified, .UNRECOGNIZED: throw .badValue("signatures.kind", "\(wire.kind.rawValue)")
        }
        let verdict: Verdict
        switch wire.verdict {
        case .valid: verdict = .valid
        case .invalid: verdict = .invalid
        case .unjudged: verdict = .unjudged
        case .unspecified, .UNRECOGNIZED: throw .badValue("signatures.verdict", "\(wire.verdict.rawValue)")
        }
        guard wire.signer.count <= 64 else { throw .badValue("signatures.signer", "≤ 64") }
        self.init(kind: kind, signer: wire.signer, verdict: verdict)
    }

    var message: Hoso_Records_V1_FiledSignature {
        .with {
            $0.kind = self.kind == .personal ? .personal : .organization
            $0.signer = self.signer
            $0.verdict =
                switch self.verdict {
                case .valid: .valid
                case .invalid: .invalid
                case .unjudged: .unjudged
                }
        }
    }

    /// Signatures as they lie in the column `documents.signatures`.
    static func json(_ signatures: [FiledSignature]) throws -> String {
        try Hoso_Records_V1_FiledSignature.jsonString(from: signatures.map(\.message))
    }

    /// Reads that column.
    static func list(json: String) throws -> [FiledSignature] {
        try Hoso_Records_V1_FiledSignature.array(fromJSONString: json).map { try FiledSignature(wire: $0) }
    }
}
