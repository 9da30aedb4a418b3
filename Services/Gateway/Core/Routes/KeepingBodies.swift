import Clocks
import Foundation
import GatewayDomain
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Bodies of record keeping that are more than a few members.
enum KeepingBodies {
    /// A document that the suite does not hold yet. Signatures are not read: the signing service judges them.
    static func newDocument(_ reader: inout JSONReader) -> Hoso_Records_V1_NewDocument {
        .with {
            $0.id = reader.id("id")
            $0.title = reader.words("title", required: false, length: 1...500)
            $0.paperTypeCode = reader.code("paperTypeCode", required: false)
            $0.ownerID = reader.words("ownerId", required: false, length: 1...64)
            $0.pages = reader.number("pages", required: false, in: 0...100_000)
            $0.secrecy = reader.choice("secrecy")
            if let file = reader.object("file", required: false, { reader in
                Hoso_Common_V1_BlobRef.with {
                    $0.sha256 = reader.digest("sha256")
                    $0.sizeBytes = reader.integer("sizeBytes", in: 1...Int64.max)
                    $0.mediaType = reader.string("mediaType")
                }
            }) { $0.file = file }
            $0.details = reader.object("details", required: false) { Self.details(&$0) } ?? .init()
        }
    }

    private static func details(_ reader: inout JSONReader) -> Hoso_Records_V1_DocumentDetails {
        .with {
            $0.form = reader.choice("form", required: false)
            $0.number = reader.words("number", required: false, length: 1...11)
            $0.notation = reader.words("notation", required: false, length: 1...30)
            let day = reader.parsed("issuedOn", required: false, vi: "ngày như 2026-03-05", en: "a day such as 2026-03-05") {
                VietnamDate(iso8601: $0)
            }
            if let day { $0.issuedOn = Hoso_Common_V1_Day(day) }
            $0.issuer = reader.words("issuer", required: false, length: 1...200)
            $0.language = reader.words("language", required: false, length: 1...50)
            $0.signerName = reader.words("signerName", required: false, length: 1...100)
            $0.attachmentsAnnounced = reader.number("attachmentsAnnounced", required: false, in: 0...1_000)
            $0.attachedTo = reader.id("attachedTo", required: false)
            $0.issuedFrom = reader.id("issuedFrom", required: false)
        }
    }
}
