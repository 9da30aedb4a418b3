import Clocks
import Foundation
import HosoProto
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// The register of delegations (R34).
struct DelegationHandler: Sendable {
    let tools: SigningTools

    /// Enters a delegation; the same again changes nothing.
    ///
    /// Who enters it and who gets the right hold a post in the agency, and who gives it leads there (R75).
    ///
    /// - Throws: ``SigningRefusal/delegationDiffers`` when the same paper was entered with other terms;
    ///   ``SigningRefusal/document(_:)`` when somebody holds no such post.
    func register(
        _ request: Hoso_Signing_V1_RegisterDelegationRequest
    ) async throws -> Hoso_Signing_V1_RegisterDelegationResponse {
        guard request.hasDelegation else { throw SigningRefusal.malformed("delegation") }
        guard request.agencyCode.utf8.count <= 255 else { throw SigningRefusal.malformed("agency_code") }
        guard request.officerCode.utf8.count <= 255 else { throw SigningRefusal.malformed("officer_code") }
        let entry = try RegisteredDelegation(
            entering: try SigningWire.delegation(request.delegation), as: self.tools.identifiers.next(),
            mode: try SigningWire.mode(request.mode), agency: request.agencyCode, by: request.officerCode,
            at: self.tools.clock.now())
        try await self.entitled(request.officerCode, "register delegation \(entry.paper.documentNumber)") { access in
            try await access.checkActor(request.officerCode, in: entry.agency)
            try await access.checkTakers([entry.paper.delegator], in: entry.agency, roles: DocumentAccess.signing)
            try await access.checkTakers([entry.paper.delegate], in: entry.agency)
        }
        let stored = try await self.tools.postgres.withTransaction { transaction in
            let store = DelegationStore(session: transaction)
            try await store.insert(entry)
            guard let stored = try await store.find(entry.paper, mode: entry.mode), stored.paper == entry.paper, stored.agency == entry.agency
            else { throw SigningRefusal.delegationDiffers }
            return stored
        }
        return .with { $0.delegation = SigningWire.message(stored) }
    }

    /// Takes a delegation back; taken back already, it stays as it was.
    func revoke(
        _ request: Hoso_Signing_V1_RevokeDelegationRequest
    ) async throws -> Hoso_Signing_V1_RevokeDelegationResponse {
        guard let id = Identifier(bytes: [UInt8](request.delegationID)) else { throw SigningRefusal.malformed("delegation_id") }
        guard request.reason.utf8.count <= 1_000 else { throw SigningRefusal.malformed("reason") }
        guard request.officerCode.utf8.count <= 255 else { throw SigningRefusal.malformed("officer_code") }
        guard let known = try await self.tools.postgres.withConnection({ try await DelegationStore(session: $0).find(id) }) else {
            throw SigningRefusal.unknownDelegation
        }
        try await self.entitled(request.officerCode, "revoke delegation \(known.paper.documentNumber)") { access in
            try await access.checkActor(request.officerCode, in: known.agency)
        }
        let now = self.tools.clock.now()
        let stored = try await self.tools.postgres.withTransaction { transaction in
            let store = DelegationStore(session: transaction)
            guard var entry = try await store.find(id, locked: true) else { throw SigningRefusal.unknownDelegation }
            try entry.revoke(by: request.officerCode, reason: request.reason, at: now)
            try await store.update(entry)
            return entry
        }
        return .with { $0.delegation = SigningWire.message(stored) }
    }

    /// Asks for posts before the transaction; a denial is kept.
    private func entitled(_ officer: String, _ subject: String, _ body: (DocumentAccess) async throws -> Void) async throws {
        let access = DocumentAccess(tools: self.tools)
        do {
            try await access.keeping(officer, subject) { try await body(access) }
        } catch let refusal as DocumentRefusal {
            throw SigningRefusal.document(refusal)
        }
    }

    /// The register.
    func list(
        _ request: Hoso_Signing_V1_ListDelegationsRequest
    ) async throws -> Hoso_Signing_V1_ListDelegationsResponse {
        let now = self.tools.clock.now()
        let found = try await self.tools.postgres.withConnection {
            try await DelegationStore(session: $0).list(
                officer: request.officerCode, agency: request.agencyCode, inForceAt: request.onlyInForce ? now : nil)
        }
        return .with {
            $0.delegations = found.prefix(DelegationStore.limit).map(SigningWire.message)
            $0.hasMore_p = found.count > DelegationStore.limit
        }
    }

    /// The right to sign as the register knows it: what the caller says of a delegation is only how to find it.
    ///
    /// For an outgoing document it is a delegation of the document's agency.
    ///
    /// - Throws: A refusal that says who can act instead.
    func authority(_ said: SigningAuthority, for order: SignatureOrder, at now: UTCInstant) async throws -> SigningAuthority {
        let officer = order.officer
        guard let paper = said.delegation else {
            try said.check(officer: officer, at: now)
            return said
        }
        guard paper.delegate == officer, paper.delegator != officer else { throw SigningRefusal.delegationOfAnother }
        guard said.mode.demandsDelegation else { throw SigningRefusal.malformed("mode") }
        let (found, agency) = try await self.tools.postgres.withConnection { connection in
            (
                try await DelegationStore(session: connection).find(paper, mode: said.mode),
                try await DocumentStore(session: connection).agency(of: order)
            )
        }
        guard let entry = found, agency == nil || entry.agency == agency else {
            throw SigningRefusal.delegationUnregistered(delegator: paper.delegator)
        }
        try entry.check(officer: officer, at: now)
        return SigningAuthority(mode: said.mode, delegation: entry.paper)
    }
}
