public import Clocks

extension OutgoingDocument {
    /// A signature that somebody asks for.
    public struct SignatureWish: Hashable, Sendable {
        /// Person's or organisation's.
        public var kind: SignatureCase
        /// Officer code, or agency code of the organisation.
        public var holder: String
        /// SHA-256 of the file that is to be signed. Hexadecimal.
        public var file: String
        /// Number and notation as the request names them; empty for a person.
        public var number: String
        /// Date as the request names it.
        public var date: VietnamDate?

        /// Describes a wish.
        public init(kind: SignatureCase, holder: String, file: String, number: String, date: VietnamDate?) {
            self.kind = kind
            self.holder = holder
            self.file = file
            self.number = number
            self.date = date
        }
    }

    /// Whether this signature may be made now: the step is due, it is this holder's, and the file is the one that was approved
    /// (V-22, R34).
    ///
    /// - Throws: ``DocumentRefusal`` with the reason and who can act.
    public func check(_ wish: SignatureWish) throws(DocumentRefusal) {
        let step: DocumentStepKind = wish.kind == .issuedByOrganisation ? .seal : .signature
        guard let due = self.dueStep else { throw .ended(self.state) }
        guard due == step else { throw .outOfOrder(wanted: step, due: due, who: self.actors(for: due)) }
        let who = self.actors(for: step)
        guard step == .seal else {
            guard who.contains(wish.holder) else { throw .notYours(who: who) }
            guard wish.file == self.versions.last?.file?.sha256 else { throw .signatureOfAnother(field: "file", who: who) }
            return
        }
        guard wish.holder == self.head.agency else { throw .signatureOfAnother(field: "agency", who: who) }
        guard self.signedForms.contains(wish.file) else { throw .signatureOfAnother(field: "file", who: who) }
        guard wish.number == self.number?.notation, wish.date == self.number?.date else {
            throw .signatureOfAnother(field: "number", who: who)
        }
    }

    /// Whether the organisation may sign this file now as an attachment of this document, which bears its number and is not out
    /// yet (Decree 30/2020, appendix I; R33, V-22).
    ///
    /// - Parameters:
    ///   - file: SHA-256. Hexadecimal.
    ///   - holder: Whose signature it would be.
    /// - Throws: ``DocumentRefusal`` with the reason and who can act.
    public func checkAttachment(_ file: String, holder: String) throws(DocumentRefusal) {
        guard let due = self.dueStep else { throw .ended(self.state) }
        guard self.number != nil else { throw .outOfOrder(wanted: .seal, due: due, who: self.actors(for: due)) }
        let who = self.actors(for: .seal)
        guard self.versions.last?.attachments.contains(where: { $0.sha256 == file }) == true else {
            throw .signatureOfAnother(field: "file", who: who)
        }
        guard holder == self.head.agency else { throw .signatureOfAnother(field: "agency", who: who) }
    }

    /// Whether a file of this document may be signed as a copy: only what was issued (R33, V-22).
    ///
    /// - Parameter file: SHA-256. Hexadecimal.
    /// - Throws: ``DocumentRefusal`` with the reason and who can act.
    public func checkCopy(of file: String) throws(DocumentRefusal) {
        if let ending = self.ending { throw .ended(ending) }
        if let due = self.dueStep { throw .outOfOrder(wanted: .issue, due: due, who: self.actors(for: due)) }
        guard self.sealedForms.contains(file) || self.attachmentForms[file] != nil || self.attachments.contains(where: { $0.sha256 == file })
        else { throw .signatureOfAnother(field: "file", who: self.actors(for: .seal)) }
    }

    /// The attachments as they are issued. Each is a file of its own, so each bears the organisation's signature; the annexes inside
    /// the document's file are covered by its own (Decree 30/2020, article 13; R33, V-22).
    ///
    /// - Throws: ``DocumentRefusal/attachmentsUnsigned(names:who:)``.
    func signed(_ signatures: [CompletedSignature]) throws(DocumentRefusal) -> [DocumentFact] {
        var facts: [DocumentFact] = []
        var missing: [String] = []
        for attachment in self.versions.last?.attachments ?? [] {
            let signature = signatures.first {
                $0.document == self.id && $0.before == attachment.sha256 && $0.kind == .copyByOrganisation
                    && $0.holder == self.head.agency
            }
            guard let signature else {
                missing.append(attachment.name)
                continue
            }
            var file = signature.file
            file.name = attachment.name
            facts.append(.attachmentSigned(file: file, former: attachment.sha256, request: signature.request))
        }
        guard missing.isEmpty else { throw .attachmentsUnsigned(names: missing, who: self.actors(for: .seal)) }
        return facts
    }

    /// What it comes to that a signed file of this document, or of an attachment, got stronger; nothing when the document does
    /// not hold that file.
    public func strengthened(_ former: String, to file: DocumentFile) -> [DocumentFact] {
        guard self.signedForms.contains(former) || self.sealedForms.contains(former) || self.attachmentForms[former] != nil else { return [] }
        return [.strengthened(file: file, former: former)]
    }
}
