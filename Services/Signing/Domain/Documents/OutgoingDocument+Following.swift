public import Clocks

/// What happens to a document besides the steps of its own people.
extension OutgoingDocument {
    /// Takes in how far it is at a recipient; what is known already, or is behind it, changes nothing.
    ///
    /// - Throws: ``DocumentRefusal/recipientUnknown(_:)``.
    public func deliver(_ delivery: DocumentDelivery) throws(DocumentRefusal) -> [DocumentFact] {
        guard let known = self.deliveries.first(where: { $0.agency == delivery.agency }) else {
            throw .recipientUnknown(delivery.agency)
        }
        guard Self.rank(known.state) < Self.rank(delivery.state) else { return [] }
        return [.delivered(delivery: delivery)]
    }

    /// A refusal can be followed only by removal; the others go forward.
    private static func rank(_ state: DocumentDelivery.State) -> Int {
        switch state {
        case .sent: 0
        case .arrived: 1
        case .received: 2
        case .assigned: 3
        case .done, .refused: 4
        case .removed: 5
        }
    }

    /// Takes in that a later document corrects or replaces it.
    ///
    /// - Throws: ``DocumentRefusal/relationUnusable``.
    public func relate(_ kind: DocumentRelation.Kind, by other: Identifier, of agency: String) throws(DocumentRefusal) -> [DocumentFact] {
        guard self.state == .issued, self.head.agency == agency, other != self.id else { throw .relationUnusable }
        return [.related(kind: kind, by: other)]
    }

    /// Hands what one officer still has to do with it to another (R59).
    ///
    /// - Throws: ``DocumentRefusal/malformed(_:)``.
    public func handOver(from: String, to: String, reason: String) throws(DocumentRefusal) -> [DocumentFact] {
        guard !from.isEmpty, !to.isEmpty, from != to else { throw .malformed("to") }
        return [.handedOver(from: from, to: to, reason: try Self.text(reason, "reason", 1...2000))]
    }
}
