import Clocks
import Postgres
import SigningDomain

/// Keeps numbers for paper and secret documents, in the same series as electronic ones (Decree 30/2020, article 15).
struct ReserveNumberHandler: Sendable {
    /// What a number is kept for.
    struct Order: Sendable {
        var key: String
        var officer: String
        var agency: String
        var type: DocumentType
        var isNormative: Bool
        var isSecret: Bool
        var unit: String
        var reason: String
        var hours: Int
    }

    let tools: SigningTools

    /// Keeps the next number; the same key gives the same one.
    ///
    /// - Throws: ``DocumentRefusal``.
    func handle(_ order: Order) async throws -> NumberEntry {
        guard (1...168).contains(order.hours) else { throw DocumentRefusal.malformed("hours") }
        guard (1...500).contains(order.reason.unicodeScalars.count) else { throw DocumentRefusal.malformed("reason") }
        try await DocumentAccess(tools: self.tools).checkActor(order.officer, in: order.agency)
        return try await self.tools.postgres.withTransaction { transaction in
            let numbers = NumberStore(session: transaction)
            if let known = try await numbers.reserved(under: order.key) {
                guard known.agency == order.agency else { throw DocumentRefusal.keyReused }
                return known
            }
            let process = try await self.process(order.agency, order.officer, transaction)
            let series = process.seriesName(for: order.type, isNormative: order.isNormative, isSecret: order.isSecret)
            let year = self.tools.clock.now().vietnamDate.year
            let number = try await numbers.draw(agency: order.agency, year: year, series: series)
            let now = self.tools.clock.now()
            try await numbers.settleRunOut(agency: order.agency, year: year, series: series, at: now)
            let entry = NumberEntry(
                agency: order.agency, year: year, series: series, number: number, state: .reserved,
                notation: process.notation(number, year: year, type: order.type, isNormative: order.isNormative, unit: order.unit),
                date: now.vietnamDate, document: nil, reason: order.reason, officer: order.officer, takenAt: now,
                reservedUntil: now + .seconds(order.hours * 3600))
            try await numbers.insert(entry, key: order.key)
            return entry
        }
    }

    /// Says what became of a reserved number.
    ///
    /// - Throws: ``DocumentRefusal/reservationUnusable`` when it is not reserved any more.
    func settle(
        agency: String, year: Int, series: String, number: Int, isUsed: Bool, reason: String, by officer: String
    ) async throws -> NumberEntry {
        guard (1...500).contains(reason.unicodeScalars.count) else { throw DocumentRefusal.malformed("reason") }
        try await DocumentAccess(tools: self.tools).checkActor(officer, in: agency)
        let now = self.tools.clock.now()
        let settled: NumberEntry? = try await self.tools.postgres.withTransaction { transaction in
            _ = try await self.process(agency, officer, transaction)
            let numbers = NumberStore(session: transaction)
            // Committed also when the reservation turns out to have run out: then that is what became of it.
            try await numbers.settleRunOut(agency: agency, year: year, series: series, at: now)
            guard var entry = try await numbers.find(agency: agency, year: year, series: series, number: number),
                entry.state == .reserved
            else { return nil }
            entry.state = isUsed ? .used : .skipped
            entry.reason += " - \(reason)"
            entry.officer = officer
            try await numbers.settle(entry)
            return entry
        }
        guard let settled else { throw DocumentRefusal.reservationUnusable }
        return settled
    }

    /// The agency's newest process, whose clerk the officer must be.
    private func process(_ agency: String, _ officer: String, _ transaction: PostgresTransaction) async throws -> DocumentProcess {
        guard let process = try await DocumentProcessStore(session: transaction).newest(agency: agency) else {
            throw DocumentRefusal.processUnknown(agency: agency)
        }
        let who = process.officers(for: .number)
        guard who.contains(officer) else { throw DocumentRefusal.notYours(who: who) }
        return process
    }
}
