import Clocks

/// Opinions: asked of several at once, each on a version, each answered by the drafter (R50, H-20).
extension OutgoingDocument {
    func ask(_ asked: [DocumentOpinion.Asked], _ deadline: UTCInstant, at now: UTCInstant) throws(DocumentRefusal) -> DocumentFact {
        guard (1...50).contains(asked.count), Set(asked).count == asked.count else { throw .malformed("opinions") }
        guard now < deadline else { throw .malformed("deadline") }
        for who in asked {
            guard !(who.unit.isEmpty && who.officer.isEmpty) else { throw .malformed("opinions.who") }
            guard who.unit.isEmpty || self.process.unit(who.unit) != nil else { throw .malformed("opinions.unit") }
        }
        let openNow = Set(self.opinions.filter(\.isOpen).map(\.asked))
        guard openNow.isDisjoint(with: asked) else {
            throw .opinionsOpen(who: openNow.intersection(asked).flatMap { self.actors(for: $0) }.sorted())
        }
        let round = (self.opinions.map(\.round).max() ?? 0) + 1
        return .opinionsAsked(round: round, of: asked, deadline: deadline, firstNumber: self.opinions.count + 1)
    }

    func give(
        _ number: Int, _ version: Int, _ position: DocumentOpinion.Position, _ text: String, by actor: String
    ) throws(DocumentRefusal) -> DocumentFact {
        guard let due = self.dueStep else { throw .ended(self.state) }
        guard let opinion = self.opinions.first(where: { $0.number == number }), opinion.isOpen else { throw .opinionClosed(number) }
        let who = self.actors(for: opinion.asked)
        guard who.contains(actor) else { throw .notYours(who: who) }
        guard due == .draft else { throw .opinionClosed(number) }
        // Somebody who read an older version than the newest must see the newest first, but not older than was asked about.
        guard (opinion.version...self.version).contains(version) else { throw .versionPassed(now: self.version) }
        let needsWords = position != .agree
        return .opinionGiven(
            number: number, version: version, position: position, text: try Self.text(text, "text", (needsWords ? 1 : 0)...4000))
    }

    /// Hands an opinion on; who was asked may do that, and the head of a unit that was.
    func delegate(_ number: Int, to officer: String, _ reason: String, by actor: String) throws(DocumentRefusal) -> DocumentFact {
        guard let due = self.dueStep else { throw .ended(self.state) }
        guard let opinion = self.opinions.first(where: { $0.number == number }), opinion.isOpen, due == .draft else {
            throw .opinionClosed(number)
        }
        let who = opinion.asked.officer.isEmpty
            ? [self.current(self.process.unit(opinion.asked.unit)?.head ?? "")] : self.actors(for: opinion.asked)
        guard who.contains(actor) else { throw .notYours(who: who) }
        guard (1...64).contains(officer.utf8.count), officer != actor else { throw .malformed("officer_code") }
        return .opinionDelegated(number: number, to: officer, reason: try Self.text(reason, "reason", 1...2000))
    }

    func answer(_ number: Int, _ isTakenOver: Bool, _ text: String) throws(DocumentRefusal) -> DocumentFact {
        guard let opinion = self.opinions.first(where: { $0.number == number }), opinion.awaitsAnswer else {
            throw .opinionClosed(number)
        }
        // An opinion that is not taken over is explained; otherwise nobody could see why it was passed over.
        return .opinionAnswered(
            number: number, isTakenOver: isTakenOver, text: try Self.text(text, "text", (isTakenOver ? 0 : 1)...4000))
    }
}
