import BlobStore
import Clocks
import DirectorySupport
import Foundation
import HosoProto
import PDF
import PKI
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// The register of delegations and what it means for signing (R34).
@Suite(.timeLimit(.minutes(10))) struct DelegationTests {
    private func paper(_ bench: SigningBench, number: String = "1/UQ-UBND", to: Duration = .seconds(3_600)) -> SigningDelegation {
        let now = bench.clock.now()
        return SigningDelegation(
            documentNumber: number, delegator: "CT01", delegate: SigningBench.officer, scope: "hộ tịch", validFrom: now - .seconds(60),
            validTo: now + to)
    }

    private func request(
        _ paper: SigningDelegation, mode: Hoso_Signing_V1_SigningMode = .delegated, agency: String = "H99.11"
    ) -> Hoso_Signing_V1_RegisterDelegationRequest {
        .with {
            $0.delegation = .with {
                $0.documentNumber = paper.documentNumber
                $0.delegatorCode = paper.delegator
                $0.delegateCode = paper.delegate
                $0.scope = paper.scope
                $0.validFrom = Google_Protobuf_Timestamp(paper.validFrom)
                if let end = paper.validTo { $0.validTo = Google_Protobuf_Timestamp(end) }
            }
            $0.mode = mode
            $0.agencyCode = agency
            $0.officerCode = "VT01"
        }
    }

    private func order(_ bench: SigningBench, _ paper: SigningDelegation, key: String = "p") async throws -> SignatureOrder {
        var order = try await bench.order(key: key, profile: "issued-person", kind: "signing.document")
        order.issue.authority = SigningAuthority(mode: .delegated, delegation: paper)
        order.issue.image = try await bench.tools.blobs.put(IssueSequenceTests.image)
        order.issue.box = IssueDetails.Box(pageIndex: 0, rectangle: PDFRectangle(350, 150, 480, 220))
        let document = EnteredDocument(tools: bench.tools, id: order.subjectID)
        // Approved once: a later version would be another one to sign.
        if try await document.now() == nil { try await document.approve(order.document) }
        return order
    }

    @Test func `R34 a delegation that is in the register lets its holder sign, by the terms of the register`() async throws {
        try await SigningBench.with { bench in
            let handler = DelegationHandler(tools: bench.tools)
            let entered = try await handler.register(self.request(self.paper(bench))).delegation
            #expect(entered.registeredBy == "VT01" && !entered.hasRevokedAt)
            #expect(try await handler.register(self.request(self.paper(bench))).delegation.id == entered.id)

            // What the caller says of its end is not asked for.
            let said = SigningDelegation(
                documentNumber: "1/UQ-UBND", delegator: "CT01", delegate: SigningBench.officer, scope: "", validFrom: .earliest, validTo: nil)
            let intent = try await bench.prepare(self.order(bench, said))

            #expect(try await bench.complete(intent).verdict == .valid)
            let right = try await bench.tools.postgres.withConnection { try await SigningAuthorityStore(session: $0).find(request: intent.id) }
            #expect(right?.delegation == self.paper(bench))
            // The same order under the same key is the same request.
            #expect(try await bench.prepare(self.order(bench, said)).id == intent.id)
        }
    }

    @Test func `R34 a delegation that nobody entered lets nobody sign, and the refusal says who can`() async throws {
        try await SigningBench.with { bench in
            let order = try await self.order(bench, self.paper(bench))
            let refusal = SigningRefusal.delegationUnregistered(delegator: "CT01")

            await #expect(throws: refusal) { _ = try await bench.prepare(order) }
            #expect(refusal.vietnamese.contains("CT01") && refusal.vietnamese.contains("Văn thư"))
            #expect(try await bench.events() == ["signing.signature_refused.v1"])
        }
    }

    @Test func `R34 a delegation of another agency lets nobody sign`() async throws {
        try await SigningBench.with { bench in
            _ = try await DelegationHandler(tools: bench.tools).register(self.request(self.paper(bench), agency: "H99"))
            let order = try await self.order(bench, self.paper(bench))

            await #expect(throws: SigningRefusal.delegationUnregistered(delegator: "CT01")) { _ = try await bench.prepare(order) }
        }
    }

    @Test func `R34 a delegation given to somebody else lets nobody sign`() async throws {
        try await SigningBench.with { bench in
            let other = SigningDelegation(
                documentNumber: "1/UQ-UBND", delegator: "CT01", delegate: "CB999", scope: "hộ tịch",
                validFrom: bench.clock.now() - .seconds(60), validTo: bench.clock.now() + .seconds(60))
            _ = try await DelegationHandler(tools: bench.tools).register(self.request(other))
            let order = try await self.order(bench, other)

            await #expect(throws: SigningRefusal.delegationOfAnother) { _ = try await bench.prepare(order) }
        }
    }

    @Test func `R34 a delegation taken back lets nobody sign, not even what was prepared before`() async throws {
        try await SigningBench.with { bench in
            let handler = DelegationHandler(tools: bench.tools)
            let entered = try await handler.register(self.request(self.paper(bench))).delegation
            let prepared = try await bench.prepare(self.order(bench, self.paper(bench)))
            bench.clock.advance(by: .seconds(10))
            let back = bench.clock.now()
            let taken = try await handler.revoke(
                .with {
                    $0.delegationID = entered.id
                    $0.officerCode = "CT01"
                    $0.reason = "đi công tác về"
                })
            bench.clock.advance(by: .seconds(10))

            #expect(taken.delegation.revokedAt.instant == back)
            let refusal = SigningRefusal.delegationRevoked(at: back, delegator: "CT01")
            await #expect(throws: refusal) { _ = try await bench.complete(prepared) }
            let another = try await self.order(bench, self.paper(bench), key: "p2")
            await #expect(throws: refusal) { _ = try await bench.prepare(another) }
            // Again it stays as it was.
            let again = try await handler.revoke(
                .with {
                    $0.delegationID = entered.id
                    $0.officerCode = "VT01"
                    $0.reason = "khác"
                })
            #expect(again.delegation.revokedAt.instant == back && again.delegation.revokedBy == "CT01")
        }
    }

    @Test func `R34 the register shows what holds now, by person and by agency`() async throws {
        try await SigningBench.with { bench in
            let handler = DelegationHandler(tools: bench.tools)
            _ = try await handler.register(self.request(self.paper(bench)))
            _ = try await handler.register(self.request(self.paper(bench, number: "2/UQ-UBND", to: .seconds(5)), agency: "H99"))
            bench.clock.advance(by: .seconds(6))

            #expect(try await handler.list(.init()).delegations.count == 2)
            let now = try await handler.list(.with { $0.onlyInForce = true })
            #expect(now.delegations.map(\.delegation.documentNumber) == ["1/UQ-UBND"])
            #expect(try await handler.list(.with { $0.agencyCode = "H99" }).delegations.count == 1)
            #expect(try await handler.list(.with { $0.officerCode = "CT01" }).delegations.count == 2)
            #expect(try await handler.list(.with { $0.officerCode = "CB002" }).delegations.isEmpty)
        }
    }

    @Test func `R75 who enters, gives, gets or takes back a right to sign holds a post, and so does who signs by it`() async throws {
        try await SigningBench.with { bench in
            let handler = DelegationHandler(tools: bench.tools)
            let good = self.request(self.paper(bench))
            var unknown = good
            unknown.agencyCode = "H99.44"
            let notEntitled = SigningRefusal.document(.notEntitled(agency: "H99.44"))
            await #expect(throws: notEntitled) { _ = try await handler.register(unknown) }
            #expect(notEntitled.failure.code == .denied)
            // Only who leads there has a right to give.
            var given = good
            given.delegation.delegatorCode = "CV01"
            await #expect(throws: SigningRefusal.document(.withoutPost(officer: "CV01", agency: "H99.11"))) { _ = try await handler.register(given) }
            let entered = try await handler.register(good).delegation
            let order = try await self.order(bench, self.paper(bench))
            _ = try await bench.prepare(order)

            for officer in ["VT01", SigningBench.officer] { bench.roster.leave(officer) }
            var second = self.request(self.paper(bench, number: "2/UQ-UBND"))
            await #expect(throws: SigningRefusal.document(.notEntitled(agency: "H99.11"))) { _ = try await handler.register(second) }
            second.officerCode = "VT02"
            await #expect(throws: SigningRefusal.document(.withoutPost(officer: SigningBench.officer, agency: "H99.11"))) {
                _ = try await handler.register(second)
            }
            await #expect(throws: SigningRefusal.document(.notEntitled(agency: "H99.11"))) {
                _ = try await handler.revoke(
                    .with {
                        $0.delegationID = entered.id
                        $0.officerCode = "VT01"
                        $0.reason = "nghỉ việc"
                    })
            }
            let later = try await self.order(bench, self.paper(bench), key: "p2")
            await #expect(throws: SigningRefusal.document(.notEntitled(agency: "H99.11"))) { _ = try await bench.prepare(later) }
            let copy = try await bench.order(key: "p3")
            await #expect(throws: SigningRefusal.signerWithoutPost) { _ = try await bench.prepare(copy) }
            #expect(SigningRefusal.signerWithoutPost.failure.code == .denied)
            let kept = try await bench.tools.postgres.query("SELECT officer_code FROM access_denials ORDER BY denied_at, officer_code")
                .map { try $0.decode(column: 0, as: String.self) }
            #expect(kept.sorted() == [SigningBench.officer, SigningBench.officer, "VT01", "VT01", "VT01"])
            bench.roster.answer(false)
            await #expect(throws: HosoFailure.self) { _ = try await bench.prepare(try await bench.order(key: "p4")) }
        }
    }

    @Test func `R34 refuses what no paper can give`() async throws {
        try await SigningBench.with { bench in
            let handler = DelegationHandler(tools: bench.tools)
            let good = self.request(self.paper(bench))
            func changed(_ change: (inout Hoso_Signing_V1_RegisterDelegationRequest) -> Void) -> Hoso_Signing_V1_RegisterDelegationRequest {
                var request = good
                change(&request)
                return request
            }
            let bad = [
                Hoso_Signing_V1_RegisterDelegationRequest(), changed { $0.mode = .direct }, changed { $0.mode = .unspecified },
                changed { $0.mode = .UNRECOGNIZED(99) }, changed { $0.delegation.documentNumber = "" },
                changed { $0.delegation.delegateCode = "CT01" }, changed { $0.delegation.clearValidTo() },
                changed { $0.delegation.scope = "" }, changed { $0.delegation.validTo = $0.delegation.validFrom },
                changed { $0.delegation.validFrom.seconds = .max }, changed { $0.agencyCode = "" }, changed { $0.officerCode = "" },
                changed { $0.delegation.scope = String(repeating: "x", count: 300) },
            ]
            for request in bad {
                await #expect(throws: SigningRefusal.self) { _ = try await handler.register(request) }
            }
            _ = try await handler.register(good)
            await #expect(throws: SigningRefusal.delegationDiffers) {
                _ = try await handler.register(changed { $0.delegation.scope = "đất đai" })
            }
            await #expect(throws: SigningRefusal.unknownDelegation) {
                _ = try await handler.revoke(
                    .with {
                        $0.delegationID = Data(repeating: 7, count: 16)
                        $0.officerCode = "CT01"
                        $0.reason = "x"
                    })
            }
        }
    }
}
