public import Clocks

/// An owner is asked for a paper that the repository holds, with the reason that allows it (R19).
public struct RepeatedRequest: Hashable, Sendable {
    /// Length of a note, where one is needed. Unit: characters.
    public static let noteLength = 10...500

    /// The component.
    public let componentCode: String

    /// The document that is held.
    public let documentID: Identifier

    /// Why it is asked for all the same.
    public let reason: RepeatReason

    /// What the reason alone does not say; may be empty where ``RepeatReason/needsNote`` is false.
    public let note: String

    /// Who asked.
    public let officerCode: String

    /// When.
    public let askedAt: UTCInstant

    /// Checks the papers that an officer asks for against what is held.
    ///
    /// A paper that is not held needs no reason, and a reason given for it is not counted.
    ///
    /// - Parameter offers: What the repository holds for the components of the procedure.
    /// - Throws: ``DossierError/papersHeld(_:)`` with every paper that is held and has no reason,
    ///   ``DossierError/repeatNoteMissing(_:)``.
    public static func check(
        _ wishes: [RepeatWish], against offers: [ReuseOffer], by officerCode: String, at instant: UTCInstant
    ) throws(DossierError) -> [RepeatedRequest] {
        var requests: [RepeatedRequest] = []
        var held: [ReuseOffer] = []
        for wish in wishes {
            guard let offer = offers.first(where: { $0.componentCode == wish.componentCode }) else { continue }
            guard let reason = wish.reason else {
                held.append(offer)
                continue
            }
            let note = wish.note.trimmed
            guard note.isEmpty ? !reason.needsNote : self.noteLength.contains(note.count) else {
                throw .repeatNoteMissing(wish.componentCode)
            }
            requests.append(
                RepeatedRequest(
                    componentCode: wish.componentCode, documentID: offer.documentID, reason: reason, note: note,
                    officerCode: officerCode, askedAt: instant))
        }
        guard held.isEmpty else { throw .papersHeld(held) }
        return requests
    }
}

extension String {
    /// Without the white space around it.
    fileprivate var trimmed: String {
        let start = self.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
