import Clocks
import DirectorySupport
import HosoProto
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// Nobody acts, reads or is given work without a post in the directory (R75).
@Suite(.timeLimit(.minutes(10))) struct DocumentRightsTests {
    private typealias Step = Hoso_Signing_V1_TakeStepRequest.OneOf_Step

    private static func asking(_ desk: DocumentDesk, _ officer: String) -> Step {
        .askOpinions(
            .with {
                $0.asked = [.with { $0.officerCode = officer }]
                $0.deadlineAt = .init(desk.bench.clock.now() + .seconds(3600))
            })
    }

    private static func delegating(to officer: String) -> Step {
        .delegateOpinion(
            .with {
                $0.number = 1
                $0.officerCode = officer
                $0.reason = "đi công tác"
            })
    }

    @Test func `R75 an opinion is neither asked of nor handed on to somebody who left, and the refusal says who can mend it`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            desk.bench.roster.leave("CV02")
            let asked = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.drafter, Self.asking(desk, "CV02")) }
            #expect(asked?.code == .wrongState && asked?.whoCanMend == .operator)
            #expect(asked?.messageVi.contains("CV02") == true && asked?.messageVi.contains("danh bạ") == true)
            try await desk.take(draft.id, by: DocumentDesk.drafter, Self.asking(desk, "CV03"))
            let delegated = try await desk.failure { try await desk.take(draft.id, by: "CV03", Self.delegating(to: "CV02")) }
            #expect(delegated?.code == .wrongState)
            try await desk.take(draft.id, by: "CV03", Self.delegating(to: "CV09"))
        }
    }

    @Test func `R75 a document goes for approval only to a leader or head of a unit who is still there`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            desk.bench.roster.leave(DocumentDesk.signer)
            let submitted = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init())) }
            let drafted = try await desk.failure { _ = try await desk.draft("draft-2") }
            #expect(submitted?.code == .wrongState && drafted?.code == .wrongState)
            #expect(submitted?.messageVi.contains(DocumentDesk.signer) == true)
            // Handed over to somebody who is no leader, it still does not go on.
            func handOver(to officer: String, by actor: String = "QT01") -> Hoso_Signing_V1_HandOverWorkRequest {
                .with {
                    $0.agencyCode = DocumentDesk.agency
                    $0.fromCode = DocumentDesk.signer
                    $0.toCode = officer
                    $0.reason = "nghỉ hưu"
                    $0.officerCode = actor
                }
            }
            let gone = try await desk.failure { _ = try await desk.client.handOverWork(handOver(to: DocumentDesk.signer)) }
            #expect(gone?.code == .invalidArgument)
            let stranger = try await desk.failure { _ = try await desk.client.handOverWork(handOver(to: "GD02", by: DocumentDesk.drafter)) }
            #expect(stranger?.code == .denied)
            _ = try await desk.client.handOverWork(handOver(to: "CV03"))
            let officer = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init())) }
            #expect(officer?.code == .wrongState && officer?.messageVi.contains("CV03") == true)
        }
    }

    @Test func `R75 who left neither acts nor reads, whatever the process says, and each denial is kept`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            desk.bench.roster.leave(DocumentDesk.drafter)
            desk.bench.roster.leave("TT01")
            var denied: [HosoFailure?] = []
            denied.append(try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init())) })
            denied.append(try await desk.failure { _ = try await desk.draft("draft-2") })
            denied.append(
                try await desk.failure {
                    _ = try await desk.client.getDocument(
                        .with {
                            $0.documentID = draft.id
                            $0.officerCode = "TT01"
                        })
                })
            denied.append(
                try await desk.failure {
                    _ = try await desk.client.listNumbers(
                        .with {
                            $0.officerCode = "TT01"
                            $0.agencyCode = DocumentDesk.agency
                            $0.year = 2026
                        })
                })
            #expect(denied.allSatisfy { $0?.code == .denied })
            #expect(denied.first??.messageVi.contains("không giữ chức vụ") == true)
            let kept = try await desk.bench.tools.postgres.query("SELECT officer_code FROM access_denials ORDER BY officer_code")
                .map { try $0.decode(column: 0, as: String.self) }
            #expect(kept == [DocumentDesk.drafter, DocumentDesk.drafter, "TT01"])
        }
    }

    @Test func `R75 another's list, the numbers and the copies are for those who oversee or keep them`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            func list(of officer: String, by reader: String) async throws -> [Hoso_Signing_V1_WorkItem] {
                try await desk.client.listWork(
                    .with {
                        $0.officerCode = officer
                        $0.agencyCode = DocumentDesk.agency
                        $0.readerCode = reader
                    }
                ).items
            }
            let overseen = try await list(of: DocumentDesk.drafter, by: DocumentDesk.head)
            #expect(overseen.map(\.documentID) == [draft.id])
            let other = try await desk.failure { _ = try await list(of: DocumentDesk.drafter, by: "CV03") }
            let unit = try await desk.failure {
                _ = try await desk.client.countWork(
                    .with {
                        $0.agencyCode = DocumentDesk.agency
                        $0.unitCode = "CCVC"
                        $0.readerCode = "CV03"
                    })
            }
            let copies = try await desk.failure {
                _ = try await desk.client.listCopies(
                    .with {
                        $0.agencyCode = DocumentDesk.agency
                        $0.officerCode = "CV03"
                    })
            }
            let nobody = try await desk.failure { _ = try await desk.client.listWork(.with { $0.officerCode = DocumentDesk.drafter }) }
            #expect([other, unit, copies].allSatisfy { $0?.code == .denied })
            #expect(nobody?.pointer == "reader_code")
        }
    }

    @Test func `R75 a process names only people with a post, and only administrators and leaders bring it in`() async throws {
        try await DocumentDesk.with { desk in
            var next = DocumentDesk.process
            next.version = 2
            func bring(_ process: Hoso_Signing_V1_DocumentProcess, by officer: String) async throws -> HosoFailure? {
                try await desk.failure {
                    _ = try await desk.client.importProcess(
                        .with {
                            $0.process = process
                            $0.officerCode = officer
                        })
                }
            }
            let clerk = try await bring(next, by: DocumentDesk.clerk)
            next.signerCodes = ["CV02"]
            let signer = try await bring(next, by: "QT01")
            next.signerCodes = [DocumentDesk.signer]
            desk.bench.roster.leave("CV02")
            let gone = try await bring(next, by: "QT01")
            next.units[0].memberCodes = [DocumentDesk.drafter]
            let whole = try await bring(next, by: "QT01")
            #expect(clerk?.code == .denied && signer?.code == .wrongState)
            #expect(gone?.messageVi.contains("CV02") == true && whole == nil)
        }
    }

    @Test func `R75 without the directory nobody gets a right, and is told to try again`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.draft()
            desk.bench.roster.answer(false)
            let acted = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init())) }
            let read = try await desk.failure {
                _ = try await desk.client.getDocument(
                    .with {
                        $0.documentID = draft.id
                        $0.officerCode = DocumentDesk.drafter
                    })
            }
            #expect(acted?.code == .unavailable && read?.code == .unavailable)
            desk.bench.roster.answer(true)
            let submitted = try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init()))
            #expect(submitted.state == "approval")
        }
    }
}
