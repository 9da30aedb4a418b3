/// Compares the revisions of a document and says what happened after each signature.
///
/// Every object that an update adds or changes must be claimed by a rule, on the way on which a reader gets to it, and
/// every pointer at it must be one that the rules followed; what is left over counts as ``ChangeLevel/other``. So a page's
/// content cannot be dressed up as a certificate, nor be kept ready under a number that the signed revision lacks.
///
/// It ends on any input. What cannot be read or compared is a finding, not an error.
public struct RevisionComparison: Sendable {
    /// Revisions that are compared one by one; behind more, only the first and the last are.
    static let revisionLimit = 256
    /// Objects that are followed in all revisions together.
    static let workLimit = 3_000_000
    /// Objects that one update may list.
    static let listLimit = 300_000

    /// A revision and what its update did.
    struct Step: Sendable {
        let start: Int
        let end: Int
        let findings: [ChangeFinding]
        /// Full names of the fields that were filled or signed, without document timestamps.
        let changedFields: Set<String>
        /// Full names of the signature fields that were added and cover a part of a page.
        let shownFields: Set<String>
    }

    private let document: PDFDocument
    private let steps: [Step]

    /// Compares all revisions from the first signature on.
    ///
    /// - Parameters:
    ///   - document: The document as it is now.
    ///   - map: Its revisions and signatures.
    ///
    /// Blocking: no; it takes time in proportion to the objects times the revisions behind the first signature.
    public init(_ document: PDFDocument, _ map: RevisionMap) {
        self.document = document
        let sound = map.signatures.filter { $0.coverage != .nothing }.compactMap { $0.byteRange?.end }
        guard let first = sound.min() else {
            self.steps = []
            return
        }
        self.steps = RevisionWalk(document: document, ends: map.revisionEnds, from: first).steps()
    }

    /// Compares all revisions of a document.
    ///
    /// - Throws: As ``RevisionMap/init(_:)``.
    public init(_ document: PDFDocument) throws(PDFError) { self.init(document, try RevisionMap(document)) }

    /// What happened after a signature.
    ///
    /// - Parameter signature: One of the document's own, as ``RevisionMap`` gives it.
    public func changes(after signature: EmbeddedSignature) -> ChangeReport {
        guard signature.coverage != .nothing, let end = signature.byteRange?.end else {
            let finding = ChangeFinding(
                rule: .noRevision, level: .other, object: signature.reference, page: nil, revisionEnd: self.document.view.count,
                detail: "the byte range of \(signature.fieldName) cannot be relied on")
            return ChangeReport(level: .other, findings: [finding], permittedLevel: .formFilling, laterRevisions: 0)
        }
        let later = self.steps.filter { $0.start >= end }
        let permission: SignedPermission
        do {
            permission = try SignedPermission(end == self.document.view.count ? self.document : try self.document.revision(endingAt: end))
        } catch {
            let finding = ChangeFinding(
                rule: .unreadable, level: .other, object: nil, page: nil, revisionEnd: end, detail: "\(error.debugDescription)")
            return ChangeReport(level: .other, findings: [finding], permittedLevel: .formFilling, laterRevisions: later.count)
        }
        var findings = later.flatMap(\.findings)
        for step in later {
            for name in step.changedFields.sorted() where permission.locks(name) {
                findings.append(
                    ChangeFinding(
                        rule: .lockedField, level: .formFilling, object: nil, page: nil, revisionEnd: step.end,
                        detail: "the field \(name) is locked by a signature"))
            }
            for name in step.shownFields.sorted() where permission.isCertified {
                findings.append(
                    ChangeFinding(
                        rule: .shownAfterCertification, level: .annotations, object: nil, page: nil, revisionEnd: step.end,
                        detail: "the field \(name) was not there when the document was certified"))
            }
        }
        return ChangeReport(
            level: findings.map(\.level).max() ?? .nothing, findings: findings, permittedLevel: permission.level,
            laterRevisions: later.count)
    }
}
