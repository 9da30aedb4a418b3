import BlobStore
import Clocks
import PDF
import SigningDomain

/// Sets structured contents as PDF/A with the layout of the decree, and writes numbers into what was signed.
struct DocumentTypesetter: Sendable {
    /// What was set.
    struct Answer: Sendable {
        let file: DocumentFile
        let layout: DraftLayout
    }

    let tools: SigningTools

    /// Sets a content and stores the file.
    ///
    /// - Throws: ``DocumentRefusal/unprintable(_:)`` when a character has no glyph or a part does not fit a page,
    ///   ``DocumentRefusal/malformed(_:)`` when it is out of bounds.
    func set(_ content: DocumentContent, _ head: DocumentHead, under process: DocumentProcess) async throws -> Answer {
        if let field = content.malformedField { throw DocumentRefusal.malformed("content.\(field)") }
        guard let template = self.tools.configuration.templates[head.type] else { throw DocumentRefusal.malformed("type") }
        let now = self.tools.clock.now()
        let set = try Self.typeset(
            self.paper(content, head, template, process, year: now.vietnamDate.year), title: "\(template.name) \(head.subject)", at: now,
            fonts: self.tools.configuration.documentFonts)
        guard let place = set.places.first(where: { $0.name == OfficePaper.Place.signature }) else {
            throw DocumentRefusal.unprintable("no place for the signature")
        }
        var faults = LayoutCheck.faults(of: content, subject: head.subject, template: template)
        let index = set.places.firstIndex(of: place) ?? 0
        // Authority lines stand above the place of the signature, and one more line must.
        if set.linesAbove[index] <= content.authority.count, place.pageIndex > 0 {
            faults.append(
                LayoutFault(
                    "signer.alone", "signerName", "Phần chữ ký đứng một mình ở trang cuối. Hãy sửa nội dung để có ít nhất một dòng ở trang này.",
                    "The signature stands alone on the last page. Change the text so that a line goes with it."))
        }
        let reference = try await self.tools.blobs.put(set.bytes)
        let rectangle = place.rectangle
        return Answer(
            file: Self.file(reference),
            layout: DraftLayout(
                content: content, pages: set.pageCount,
                signature: DraftLayout.Place(
                    page: place.pageIndex + 1, left: rectangle.left, bottom: rectangle.bottom, width: rectangle.width,
                    height: rectangle.height),
                faults: faults))
    }

    private static func typeset(_ paper: OfficePaper, title: String, at now: UTCInstant, fonts: SlipFonts) throws(DocumentRefusal) -> SlipFile {
        do {
            return try SlipWriter(fonts: fonts).typeset(paper.document(), PDFAMetadata(title: title, createdAt: now))
        } catch {
            throw .unprintable(error.message)
        }
    }

    private func paper(
        _ content: DocumentContent, _ head: DocumentHead, _ template: DocumentTemplate, _ process: DocumentProcess, year: Int
    ) -> OfficePaper {
        let notation = process.notation(0, year: year, type: head.type, isNormative: head.isNormative, unit: head.unit)
        return OfficePaper(
            parentAgency: content.parentAgency, agency: content.agency, notation: String(notation.drop { $0.isNumber }), place: content.place,
            year: year, urgency: head.urgency.mark, typeName: template.hasTitle ? template.name : "", subject: head.subject,
            addressees: content.addressees, basis: content.basis, blocks: content.blocks.map(Self.block), authority: content.authority,
            signer: content.signerName, recipients: content.recipients, contact: content.contact,
            annexes: content.annexes.map { OfficePaper.Annex(name: $0.name, title: $0.title, blocks: $0.blocks.map(Self.block)) })
    }

    private static func block(_ block: DocumentContent.Block) -> OfficePaper.Block {
        switch block.kind {
        case .centred: .centred(block.text)
        case .heading: .heading(block.text)
        case .paragraph: .paragraph(lead: block.lead, text: block.text)
        case .table:
            .table(SlipTable(columns: block.columns.map { .init($0.title, weight: Double($0.weight)) }, rows: block.rows))
        }
    }

    /// Puts number and date into a signed file, as an update that leaves its signature valid (R34), and stores it.
    ///
    /// - Throws: ``DocumentRefusal/fileMissing(who:)`` when there is no signed file; ``DocumentRefusal/unprintable(_:)`` when
    ///   the number does not fit.
    func write(_ number: DocumentNumber, into document: OutgoingDocument) async throws -> DocumentFile {
        guard let signed = document.signedFile, let place = document.versions.last?.layout?.content.place,
            let reference = BlobReference(hex: signed.sha256, sizeBytes: signed.sizeBytes)
        else { throw DocumentRefusal.fileMissing(who: document.actors(for: .signature)) }
        let bytes = try await self.tools.document(reference)
        let values = OfficePaper.values(
            number: number.notation, place: place, year: number.date.year, month: number.date.month, day: number.date.day)
        let numbered: [UInt8]
        do {
            numbered = try PDFBlanks.fill(bytes, values, fonts: self.tools.configuration.documentFonts)
        } catch {
            throw DocumentRefusal.unprintable(error.message)
        }
        return Self.file(try await self.tools.blobs.put(numbered))
    }

    private static func file(_ reference: BlobReference) -> DocumentFile {
        DocumentFile(sha256: reference.hex, sizeBytes: reference.sizeBytes, mediaType: SigningWire.mediaType, name: "van-ban.pdf")
    }
}
