import Clocks
import PKI
import Postgres
import SigningDomain

/// Asks the authorities whether certificates of the inventory are revoked, on schedule and before somebody signs (R35, V-21).
struct CertificateChecking: Sendable {
    let tools: SigningTools

    /// What is known about a certificate now; asks first when the last answer is older than the schedule allows and no
    /// authority is known to be away.
    ///
    /// - Returns: `nil` when nothing is known. That keeps nobody from signing: the signature itself is judged again when it
    ///   is complete, and a missing answer is recorded.
    func standing(of entry: RegisteredCertificate) async throws -> CertificateStanding? {
        let known = try await self.tools.postgres.withConnection {
            try await CertificateCheckStore(session: $0).find(entry.certificate.sha256)
        }
        if known?.state == .revoked { return known }
        let now = self.tools.clock.now()
        let isRecent = known?.checkedAt.map { now - $0 < self.tools.configuration.inventoryInterval } ?? false
        guard !isRecent, known?.state != .nobodyToAsk, !self.tools.services.pause.holds(at: now) else { return known }
        let asked = await Patience.wait(self.tools.services.patience) { await self.ask(about: entry, before: known ?? CertificateStanding()) }
        guard let (standing, evidence) = asked else { return known }
        if !standing.fault.isEmpty { self.tools.services.pause.begin(at: now) }
        try await self.store(standing, evidence, of: entry)
        return standing
    }

    /// Asks about the certificate that is due longest.
    ///
    /// - Returns: Whether there was one.
    func next() async throws -> Bool {
        let now = self.tools.clock.now()
        let claimed = try await self.tools.postgres.withTransaction { try await CertificateCheckStore(session: $0).claim(at: now) }
        guard let sha256 = claimed else { return false }
        guard let entry = try await self.tools.certificate(sha256) else { throw StoredValueError("certificate_checks.certificate_sha256") }
        let known = try await self.tools.postgres.withConnection { try await CertificateCheckStore(session: $0).find(sha256) }
        let (standing, evidence) = await self.ask(about: entry, before: known ?? CertificateStanding())
        try await self.store(standing, evidence, of: entry)
        return true
    }

    /// An answer that does not come leaves what was known as it was.
    private func ask(
        about entry: RegisteredCertificate, before: CertificateStanding
    ) async -> (CertificateStanding, EvidenceItem?) {
        let now = self.tools.clock.now()
        var standing = before
        let path = self.tools.configuration.trust.judge(entry.certificate, chain: entry.chain, at: now).path
        guard path.count > 1 else {
            standing.fault = "no path leads to a trusted authority, so nobody can be asked"
            standing.tries += 1
            if standing.state == .unchecked { standing.state = .unknown }
            return (standing, nil)
        }
        switch await self.tools.services.gatherer.answer(about: path[0], issuer: path[1]) {
        case .notNeeded:
            return (CertificateStanding(state: .good, statedAt: now, checkedAt: now), nil)
        case .debt(let debt):
            if debt.attempts.isEmpty { return (CertificateStanding(state: .nobodyToAsk, checkedAt: now), nil) }
            standing.fault = UpkeepTask.cut(debt.description)
            standing.tries += 1
            if standing.state == .unchecked { standing.state = .unknown }
            return (standing, nil)
        case .found(let finding):
            let evidence = EvidenceItem(kind: finding.source == .ocsp ? .ocsp : .revocationList, der: finding.derBytes)
            let revoked = finding.status.revokedSince
            return (
                CertificateStanding(
                    state: revoked == nil ? .good : .revoked, revokedSince: revoked, source: finding.source.rawValue,
                    statedAt: finding.thisUpdate, checkedAt: now, evidenceSHA256: evidence.sha256),
                evidence
            )
        }
    }

    private func store(
        _ standing: CertificateStanding, _ evidence: EvidenceItem?, of entry: RegisteredCertificate
    ) async throws {
        let now = self.tools.clock.now()
        let interval = self.tools.configuration.inventoryInterval
        let pause = standing.fault.isEmpty ? interval : min(interval, UpkeepSchedule.pause(afterTries: standing.tries))
        let kept = try await EvidenceKeeper(tools: self.tools).kept(evidence.map { [$0] } ?? [])
        try await self.tools.postgres.withTransaction { transaction in
            try await EvidenceStore(session: transaction).insert(kept)
            try await CertificateCheckStore(session: transaction).put(
                standing, of: entry.certificate.sha256, nextAt: now + pause, now: now)
        }
    }
}
