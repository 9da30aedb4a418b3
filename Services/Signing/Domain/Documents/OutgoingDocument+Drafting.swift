public import Clocks

extension OutgoingDocument {
    /// The fact that begins a document.
    ///
    /// - Throws: ``DocumentRefusal/malformed(_:)`` or ``DocumentRefusal/notYours(who:)``.
    public static func draft(
        _ head: DocumentHead, file: DocumentFile?, text: String, attachments: [DocumentFile], layout: DraftLayout? = nil,
        under process: DocumentProcess, at now: UTCInstant
    ) throws(DocumentRefusal) -> DocumentFact {
        guard head.agency == process.agency, head.process == process.version else { throw .processUnknown(agency: head.agency) }
        _ = try self.text(head.subject, "subject", 1...500)
        guard !head.isNormative || head.type.mayBeNormative else { throw .malformed("is_normative") }
        guard let unit = process.unit(head.unit) else { throw .malformed("unit") }
        guard unit.head == head.drafter || unit.members.contains(head.drafter) else {
            throw .notYours(who: Set([unit.head] + unit.members).sorted())
        }
        guard process.signers.contains(head.signer) else { throw .malformed("signer") }
        guard Set(head.recipients).count == head.recipients.count, head.recipients.count <= 200,
            head.recipients.allSatisfy({ (1...35).contains($0.utf8.count) })
        else { throw .malformed("recipients") }
        return .drafted(
            head: head,
            version: try self.version(
                1, file: file, text: text, attachments: attachments, layout: layout, reason: "", author: head.drafter, at: now))
    }

    static func version(
        _ number: Int, file: DocumentFile?, text: String, attachments: [DocumentFile], layout: DraftLayout?, reason: String,
        author: String, at now: UTCInstant
    ) throws(DocumentRefusal) -> DraftVersion {
        guard file != nil || !text.isEmpty else { throw .malformed("body") }
        guard file?.isWellFormed ?? true else { throw .malformed("file") }
        guard attachments.count <= 50, attachments.allSatisfy({ $0.isWellFormed && !$0.name.isEmpty }) else {
            throw .malformed("attachments")
        }
        return DraftVersion(
            number: number, file: file, text: try self.text(text, "text", 0...200_000), attachments: attachments, reason: reason,
            author: author, writtenAt: now, layout: layout)
    }

    /// What a version says, line by line; the plain text of one that is no structured text.
    ///
    /// - Throws: ``DocumentRefusal/notComparable`` when there is no such version, or only its file is there.
    public func lines(ofVersion number: Int) throws(DocumentRefusal) -> [DocumentContent.Line] {
        guard self.versions.indices.contains(number - 1) else { throw .notComparable }
        let version = self.versions[number - 1]
        if let layout = version.layout { return layout.content.lines }
        guard !version.text.isEmpty else { throw .notComparable }
        return version.text.split(separator: "\n", omittingEmptySubsequences: true).enumerated().map {
            DocumentContent.Line(place: "text[\($0 + 1)]", text: String($1))
        }
    }

    /// A text whose length is within bounds.
    ///
    /// - Throws: ``DocumentRefusal/malformed(_:)`` with the field.
    public static func text(_ text: String, _ field: String, _ length: ClosedRange<Int>) throws(DocumentRefusal) -> String {
        guard length.contains(text.unicodeScalars.count), !text.utf8.contains(0) else { throw .malformed(field) }
        return text
    }
}
