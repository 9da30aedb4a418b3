import Clocks
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf
import Testing

@testable import Gateway

/// The page of certificates, waiting documents and debts (V-21, V-22).
@Suite(.timeLimit(.minutes(10))) struct SignaturesPageTests {
    private static let hostile = "<script>alert(1)</script>\"{{title}}"

    private static func script(name: String = "Trần Văn B") -> Script {
        let script = Script(methods: PublicMethods.all)
        let time = Google_Protobuf_Timestamp(UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000))
        script.on(Hoso_Signing_V1_SigningService.Method.ListSigners.descriptor) { (_: Hoso_Signing_V1_ListSignersRequest) in
            .with {
                $0.signers = [
                    .with {
                        $0.holder = "CB001"
                        $0.subjectName = name
                        $0.organization = "UBND phường Thử Nghiệm"
                        $0.purpose = .person
                        $0.notAfter = time
                        $0.state = .revoked
                        $0.revocation = .revoked
                        $0.revocationCheckedAt = time
                    },
                    .with {
                        $0.holder = "H99.12"
                        $0.organization = "UBND phường Thử Nghiệm"
                        $0.purpose = .organisation
                        $0.state = .usable
                        $0.profiles = ["organisation-copy"]
                    },
                ]
            } as Hoso_Signing_V1_ListSignersResponse
        }
        script.on(Hoso_Signing_V1_SigningService.Method.ListWaitingDocuments.descriptor) { (_: Hoso_Signing_V1_ListWaitingDocumentsRequest) in
            .with {
                $0.documents = [
                    .with {
                        $0.subject.key = "H99.12-260305-0001"
                        $0.profile = "desk-copy"
                        $0.officerCode = "CB001"
                        $0.since = time
                        $0.reasonVi = name
                    },
                    .with {
                        $0.subject.kind = "signing.document_attachment"
                        $0.subject.key = "0195e3a0-0000-7000-8000-000000000001"
                        $0.profile = "organisation-copy"
                        $0.officerCode = "H99.11"
                        $0.since = time
                        $0.notation = "05/QĐ-SNV"
                        $0.attachment = 2
                    },
                ]
            } as Hoso_Signing_V1_ListWaitingDocumentsResponse
        }
        script.on(Hoso_Signing_V1_SigningService.Method.ListSignatureUpkeep.descriptor) { (_: Hoso_Signing_V1_ListSignatureUpkeepRequest) in
            .with {
                $0.upkeep = [
                    .with {
                        $0.subjectKey = "H99.12-260305-0002"
                        $0.officerCode = "CB001"
                        $0.reached = .basic
                        $0.wanted = .longTerm
                        $0.reason = .timestamp
                        $0.sinceAt = time
                        $0.tries = 3
                    }
                ]
            } as Hoso_Signing_V1_ListSignatureUpkeepResponse
        }
        return script
    }

    @Test func `V-21 V-22 shows certificates by agency, waiting documents and debts`() async throws {
        let script = Self.script()
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/chu-ky-so?co-quan=UBND+ph%C6%B0%E1%BB%9Dng+Th%E1%BB%AD+Nghi%E1%BB%87m")

            #expect(page.status == 200)
            for text in [
                "UBND phường Thử Nghiệm", "1 trong 2 chứng thư số dùng được", "Đã bị thu hồi", "href=\"/ho-so/H99.12-260305-0001\"",
                "H99.12-260305-0002", "Chưa lấy được dấu thời gian", "B-B (chưa có dấu thời gian)", "B-LT (đủ dữ liệu kiểm tra)",
                "05/03/2026", "href=\"/chu-ky-so\"", "<th scope=\"row\">05/QĐ-SNV, phụ lục 2</th>", "2 văn bản đang chờ ký",
            ] { #expect(page.body.contains(text), "\(text)") }
            let asked = try script.last(
                Hoso_Signing_V1_SigningService.Method.ListSigners.descriptor, as: Hoso_Signing_V1_ListSignersRequest.self)
            #expect(asked?.organization == "UBND phường Thử Nghiệm")
        }
    }

    @Test func `V-21 V-22 the same lists are there as JSON, for one officer or one agency`() async throws {
        typealias Signing = Hoso_Signing_V1_SigningService.Method
        let script = Self.script()
        try await EdgeRig.run(script) { rig in
            let waiting = try await rig.get("/v1/signatures/waiting?officer=VT01")
            #expect(waiting.status == 200 && waiting.body.contains("\"attachment\":2") && waiting.body.contains("signing.document_attachment"))
            let asked = try script.last(Signing.ListWaitingDocuments.descriptor, as: Hoso_Signing_V1_ListWaitingDocumentsRequest.self)
            #expect(asked?.officerCode == "VT01")

            let signers = try await rig.get("/v1/signatures/signers?organization=UBND&endingWithinDays=30")
            #expect(signers.status == 200 && signers.body.contains("CB001"))
            let wanted = try script.last(Signing.ListSigners.descriptor, as: Hoso_Signing_V1_ListSignersRequest.self)
            #expect(wanted?.organization == "UBND" && wanted?.endingWithinDays == 30)

            let owed = try await rig.get("/v1/signatures/upkeep?renewals=true")
            #expect(owed.status == 200 && owed.body.contains("H99.12-260305-0002"))
            let upkeep = try script.last(Signing.ListSignatureUpkeep.descriptor, as: Hoso_Signing_V1_ListSignatureUpkeepRequest.self)
            #expect(upkeep?.withRenewals == true)

            for path in ["waiting?officer=%00", "signers?endingWithinDays=-1", "upkeep?x=1"] {
                #expect(try await rig.get("/v1/signatures/\(path)").status == 400, "\(path)")
            }
        }
    }

    @Test func `says plainly when there is nothing`() async throws {
        let script = Script(methods: PublicMethods.all)
        script.on(Hoso_Signing_V1_SigningService.Method.ListSigners.descriptor) { (_: Hoso_Signing_V1_ListSignersRequest) in
            Hoso_Signing_V1_ListSignersResponse()
        }
        script.on(Hoso_Signing_V1_SigningService.Method.ListWaitingDocuments.descriptor) { (_: Hoso_Signing_V1_ListWaitingDocumentsRequest) in
            Hoso_Signing_V1_ListWaitingDocumentsResponse()
        }
        script.on(Hoso_Signing_V1_SigningService.Method.ListSignatureUpkeep.descriptor) { (_: Hoso_Signing_V1_ListSignatureUpkeepRequest) in
            Hoso_Signing_V1_ListSignatureUpkeepResponse()
        }
        try await EdgeRig.run(script) { rig in
            let page = try await rig.get("/chu-ky-so")

            #expect(page.status == 200)
            for text in ["Không có văn bản nào chờ ký.", "Không có văn bản nào còn thiếu.", "Chưa đăng ký chứng thư số nào."] {
                #expect(page.body.contains(text), "\(text)")
            }
            #expect(!page.body.contains("<table>"))
        }
    }

    @Test func `texts of certificates are text and nothing else`() async throws {
        try await EdgeRig.run(Self.script(name: Self.hostile)) { rig in
            let page = try await rig.get("/chu-ky-so")

            #expect(page.status == 200)
            #expect(!page.body.contains("<script>") && page.body.contains("&lt;script&gt;"))
            #expect(page.body.contains("{{title}}"))
        }
    }
}
