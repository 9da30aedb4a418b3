import HosoProto
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Reads structured contents; texts are composed, nothing in them is markup.
enum ContentReading {
    /// The content of a body; `nil` when it has none.
    ///
    /// - Throws: ``DocumentRefusal/malformed(_:)`` for an unknown kind of part or a bound that is broken.
    static func content(of body: Hoso_Signing_V1_DraftBody) throws(DocumentRefusal) -> DocumentContent? {
        body.hasContent ? try self.content(body.content) : nil
    }

    /// A content.
    static func content(_ wire: Hoso_Signing_V1_DocumentContent) throws(DocumentRefusal) -> DocumentContent {
        var annexes: [DocumentContent.Annex] = []
        for annex in wire.annexes {
            annexes.append(.init(name: annex.name.composed, title: annex.title.composed, blocks: try self.blocks(annex.blocks)))
        }
        let content = DocumentContent(
            parentAgency: wire.parentAgency.composed, agency: wire.agency.composed, place: wire.place.composed,
            addressees: wire.addressees.map(\.composed), basis: wire.basis.map(\.composed), blocks: try self.blocks(wire.blocks),
            authority: wire.authority.map(\.composed), signerName: wire.signerName.composed,
            recipients: wire.recipients.map(\.composed), contact: wire.contact.map(\.composed), annexes: annexes,
            titlesUsual: wire.titlesUsual)
        if let field = content.malformedField { throw .malformed("content.\(field)") }
        return content
    }

    private static func blocks(_ wire: [Hoso_Signing_V1_ContentBlock]) throws(DocumentRefusal) -> [DocumentContent.Block] {
        var blocks: [DocumentContent.Block] = []
        for block in wire {
            blocks.append(
                .init(
                    kind: try DocumentReading.word(block.kind, "content.blocks.kind"), lead: block.lead.composed, text: block.text.composed,
                    columns: block.columns.map { .init(title: $0.title.composed, weight: $0.weight == 0 ? 1 : Int($0.weight)) },
                    rows: block.rows.map { $0.cells.map(\.composed) }))
        }
        return blocks
    }
}
