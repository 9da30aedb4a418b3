public import Clocks

/// Asks authorities whether certificates are revoked: OCSP first, then lists, several responders, with memory.
///
/// An outage ends in a ``RevocationDebt`` that says who was asked and what happened; the caller keeps it and asks
/// again later. Only addresses named in certificates that lead to an anchor should be asked.
///
/// Concurrency: safe from any task; the same question asked at once by many is sent once.
public struct RevocationGatherer: Sendable {
    /// No more addresses of one kind than this are asked for one certificate.
    static let maximumAddresses = 4

    private let caller: ServiceCaller
    private let clock: any UTCClock
    private let identifiers: any IdentifierSource
    private let responders: [String]
    private let cache: RevocationCache

    /// Makes a gatherer with an empty memory.
    ///
    /// - Parameters:
    ///   - caller: How to ask.
    ///   - clock: Our own time; answers must be fresh by it.
    ///   - identifiers: Where nonces come from.
    ///   - responders: OCSP responders to ask after those a certificate names.
    ///   - capacity: How many answers are kept in memory.
    public init(
        caller: ServiceCaller = ServiceCaller(), clock: any UTCClock, identifiers: any IdentifierSource,
        responders: [String] = [], capacity: Int = 10_000
    ) {
        self.caller = caller
        self.clock = clock
        self.identifiers = identifiers
        self.responders = responders
        self.cache = RevocationCache(capacity: max(1, capacity))
    }

    /// Everything needed to judge a path later: its certificates and a statement about each below the anchor.
    ///
    /// - Parameter path: The certificates from the leaf to the anchor, as a report gave them.
    public func material(for path: [Certificate]) async -> ValidationMaterial {
        var material = ValidationMaterial()
        for certificate in path { material.add(certificate) }
        await withTaskGroup(of: (Int, RevocationAnswer).self) { group in
            for (index, pair) in zip(path, path.dropFirst()).enumerated() {
                group.addTask { (index, await self.answer(about: pair.0, issuer: pair.1)) }
            }
            var answers: [(Int, RevocationAnswer)] = []
            for await answer in group { answers.append(answer) }
            for (index, answer) in answers.sorted(by: { $0.0 < $1.0 }) { material.add(answer, about: path[index]) }
        }
        return material
    }

    /// Asks about one certificate.
    ///
    /// - Parameters:
    ///   - certificate: The certificate in question.
    ///   - issuer: Its issuer, already trusted.
    public func answer(about certificate: Certificate, issuer: Certificate) async -> RevocationAnswer {
        if certificate.needsNoRevocationCheck || certificate.isSelfIssued { return .notNeeded }
        return await self.cache.answer(about: certificate, at: self.clock.now()) {
            await self.ask(about: certificate, issuer: issuer)
        }
    }

    /// Tries to pay debts: asks again, and returns what was found and what is still owed.
    public func mend(_ debts: [RevocationDebt]) async -> ValidationMaterial {
        var material = ValidationMaterial()
        for debt in debts {
            material.add(await self.answer(about: debt.certificate, issuer: debt.issuer), about: debt.certificate)
        }
        return material
    }

    private func ask(about certificate: Certificate, issuer: Certificate) async -> RevocationAnswer {
        var attempts: [ServiceFault] = []
        for url in (certificate.locations.ocsp.prefix(Self.maximumAddresses) + self.responders) {
            do {
                return .found(try await self.askResponder(url, certificate, issuer))
            } catch {
                attempts.append(error)
            }
        }
        for url in certificate.locations.revocationLists.prefix(Self.maximumAddresses) {
            do {
                return .found(try await self.askList(url, certificate, issuer))
            } catch {
                attempts.append(error)
            }
        }
        return .debt(RevocationDebt(certificate: certificate, issuer: issuer, since: self.clock.now(), attempts: attempts))
    }

    private func askResponder(
        _ url: String, _ certificate: Certificate, _ issuer: Certificate
    ) async throws(ServiceFault) -> RevocationFinding {
        let request = OCSPRequest(certificate: certificate, issuer: issuer, nonce: self.identifiers.next().bytes)
        let bytes = try await self.caller.post(
            request.derBytes, to: url, type: "application/ocsp-request", limitBytes: OCSPAnswer.limitBytes)
        let answer: OCSPAnswer
        do {
            answer = try OCSPAnswer(derBytes: bytes)
        } catch {
            throw ServiceFault(url: url, kind: .malformed, detail: error.message)
        }
        guard answer.nonce == nil || answer.nonce == request.nonce else {
            throw ServiceFault(url: url, kind: .mismatch, detail: "the answer is for another question")
        }
        do {
            return try self.fresh(try answer.finding(for: certificate, issuer: issuer))
        } catch {
            throw ServiceFault(url: url, kind: error.kind, detail: error.detail)
        }
    }

    private func askList(
        _ url: String, _ certificate: Certificate, _ issuer: Certificate
    ) async throws(ServiceFault) -> RevocationFinding {
        do {
            if let kept = await self.cache.list(at: url, now: self.clock.now()) {
                return try self.fresh(try kept.finding(for: certificate, issuer: issuer))
            }
        } catch {
            throw ServiceFault(url: url, kind: error.kind, detail: error.detail)
        }
        let bytes = try await self.caller.get(url, limitBytes: RevocationList.limitBytes)
        let list: RevocationList
        do {
            list = try RevocationList(derBytes: bytes)
        } catch {
            throw ServiceFault(url: url, kind: .malformed, detail: error.message)
        }
        do {
            let finding = try self.fresh(try list.finding(for: certificate, issuer: issuer))
            await self.cache.keep(list, at: url)
            return finding
        } catch {
            throw ServiceFault(url: url, kind: error.kind, detail: error.detail)
        }
    }

    private func fresh(_ finding: RevocationFinding) throws(RevocationObjection) -> RevocationFinding {
        let now = self.clock.now()
        guard finding.isFresh(at: now) else {
            let end = finding.nextUpdate.map(\.iso8601) ?? "an open end"
            throw RevocationObjection(.wrongTime, "it is for \(finding.thisUpdate.iso8601) to \(end) at \(now.iso8601)")
        }
        guard finding.status != .unknown else { throw RevocationObjection(.refused, "the responder does not know the certificate") }
        return finding
    }
}
