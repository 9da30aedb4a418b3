import Clocks

extension CompletenessCheck {
    /// What is wrong with one document.
    func gaps(of document: FiledDocument) -> [CompletenessGap] {
        if document.details.form == .draft { return self.gaps(ofDraft: document) }
        let ordinal = document.ordinal
        let line = self.contract.line(for: document)
        var gaps: [CompletenessGap] = []
        if document.details.form != .attachment {
            let fields = self.contract.documentFields + (line?.fields ?? []).filter { !self.contract.documentFields.contains($0) }
            gaps += fields.filter { !document.has($0) }.map { .documentField(ordinal: ordinal, $0) }
            if self.contract.onlyListed, line == nil { gaps.append(.unlisted(ordinal: ordinal)) }
        }
        gaps += self.signatureGaps(of: document, line: line)
        if document.details.recalled { gaps.append(.recalled(ordinal: ordinal)) }
        if let issued = document.details.issuedOn, let end = self.record.details.endedOn, issued > end {
            gaps.append(.datedAfterEnd(ordinal: ordinal))
        }
        let announced = document.details.attachmentsAnnounced
        let attached = announced > 0 ? self.documents.count { $0.details.attachedTo == document.id } : 0
        if attached < announced { gaps.append(.attachmentsMissing(ordinal: ordinal, have: attached, need: announced)) }
        return gaps + self.duplicateGap(of: document)
    }

    private func gaps(ofDraft draft: FiledDocument) -> [CompletenessGap] {
        guard let issued = self.documents.first(where: { $0.details.issuedFrom == draft.id && $0.id != draft.id }) else { return [] }
        return [.draftOfIssued(ordinal: draft.ordinal, issued: issued.ordinal)]
    }

    /// Signatures must hold, not only be there; an invalid one is named even where none is needed.
    private func signatureGaps(of document: FiledDocument, line: DocumentRequirement?) -> [CompletenessGap] {
        let ordinal = document.ordinal
        let signatures = document.details.signatures
        var gaps: [CompletenessGap] = []
        for kind in SignatureKind.allCases where signatures.contains(where: { $0.kind == kind && $0.verdict == .invalid }) {
            gaps.append(.signatureInvalid(ordinal: ordinal, kind))
        }
        let needed = self.needed(by: document, line: line)
        guard needed != .notNeeded else { return gaps }
        guard !signatures.isEmpty else { return gaps + [.unsigned(ordinal: ordinal)] }
        if needed == .any, gaps.isEmpty, !signatures.contains(where: { $0.verdict == .valid }) {
            gaps.append(.signatureUnjudged(ordinal: ordinal, signatures[0].kind))
        }
        for kind in needed.kinds {
            let verdicts = signatures.filter { $0.kind == kind }.map(\.verdict)
            if verdicts.isEmpty {
                gaps.append(.signatureMissing(ordinal: ordinal, kind))
            } else if !verdicts.contains(.valid), !verdicts.contains(.invalid) {
                gaps.append(.signatureUnjudged(ordinal: ordinal, kind))
            }
        }
        if let signer = line?.signerCode, !signer.isEmpty {
            let personal = signatures.filter { $0.kind == .personal && $0.verdict == .valid }
            if !personal.isEmpty, !personal.contains(where: { $0.signer == signer }) {
                gaps.append(.wrongSigner(ordinal: ordinal, officerCode: signer))
            }
        }
        return gaps
    }

    private func needed(by document: FiledDocument, line: DocumentRequirement?) -> SignatureCase {
        switch document.details.form {
        // A paper has its signature in ink; an attachment is covered by the document it hangs on.
        case .paper, .attachment, .draft: .notNeeded
        case .issued, .received, .digitized: line?.signature ?? self.contract.signature
        }
    }

    /// One paper may fill two components of a dossier: the same document twice is no duplicate, the same file is.
    private func duplicateGap(of document: FiledDocument) -> [CompletenessGap] {
        let details = document.details
        for earlier in self.documents where earlier.ordinal < document.ordinal && earlier.id != document.id {
            guard earlier.details.form != .draft else { continue }
            if !details.digest.isEmpty, earlier.details.digest == details.digest {
                return [.duplicate(ordinal: document.ordinal, of: earlier.ordinal)]
            }
        }
        guard !details.number.isEmpty, !details.notation.isEmpty, !details.issuer.isEmpty, details.form != .attachment
        else { return [] }
        for earlier in self.documents where earlier.ordinal < document.ordinal && earlier.id != document.id {
            let other = earlier.details
            if other.form != .draft, other.form != .attachment, other.number == details.number,
                other.notation == details.notation, other.issuer == details.issuer {
                return [.sameNumber(ordinal: document.ordinal, of: earlier.ordinal)]
            }
        }
        return []
    }
}
