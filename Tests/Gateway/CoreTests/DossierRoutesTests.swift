import Clocks
import Foundation
import HosoProto
import NIOCore
import ServiceKit
import SwiftProtobuf
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(10))) struct DossierRoutesTests {
    private typealias Method = Hoso_Intake_V1_IntakeService.Method

    @Test func `opening a dossier carries key, officer and clean values to intake`() async throws {
        let script = Samples.script()
        script.on(Method.OpenDossier.descriptor) { (_: Hoso_Intake_V1_OpenDossierRequest) in
            Hoso_Intake_V1_OpenDossierResponse.with {
                $0.dossier = Samples.dossier()
                $0.replayed = true
            }
        }
        try await EdgeRig.run(script) { rig in
            let answer = try await rig.post("/v1/dossiers", Samples.opening, key: "\"k-1\"")
            let asked = try #require(try rig.script.last(Method.OpenDossier.descriptor, as: Hoso_Intake_V1_OpenDossierRequest.self))

            #expect(answer.status == 201)
            #expect(answer.headers["idempotency-replayed"] == "true")
            #expect(try answer.json()["replayed"] as? Bool == true)
            let dossier = try #require(try answer.json()["dossier"] as? [String: Any])
            #expect(dossier["id"] as? String == "\(Samples.id)")
            #expect(dossier["status"] as? String == "inProgress")
            #expect(dossier["openedAt"] as? String == Samples.instant.iso8601)
            #expect(asked.idempotencyKey == "k-1")
            #expect(asked.officerCode == "CC001")
            #expect(asked.owner.id == "079123456789")
            #expect(asked.channel == .desk)
            #expect(asked.secrecy == .none)
            #expect(asked.components.map(\.code) == ["TP01"])
        }
    }

    @Test func `names are taken over as NFC`() async throws {
        let script = Samples.script()
        script.on(Method.PrepareDossier.descriptor) { (_: Hoso_Intake_V1_PrepareDossierRequest) in
            Hoso_Intake_V1_PrepareDossierResponse()
        }
        try await EdgeRig.run(script) { rig in
            let name = "Nguyễn".decomposedStringWithCanonicalMapping
            let answer = try await rig.post(
                "/v1/dossiers:prepare", #"{"procedureCode":"2.001234","owner":{"id":"079123456789","name":"\#(name)"}}"#)
            let asked = try #require(
                try rig.script.last(Method.PrepareDossier.descriptor, as: Hoso_Intake_V1_PrepareDossierRequest.self))

            #expect(answer.status == 200)
            #expect(asked.owner.name.unicodeScalars.elementsEqual("Nguyễn".precomposedStringWithCanonicalMapping.unicodeScalars))
        }
    }

    @Test(arguments: [
        (nil, "k", "header:X-Hoso-Officer"), ("bad officer", "k", "header:X-Hoso-Officer"), ("CC001", nil, "header:Idempotency-Key"),
        ("CC001", "a b", "header:Idempotency-Key"),
    ] as [(String?, String?, String)])
    func `officer and key are demanded`(officer: String?, key: String?, pointer: String) async throws {
        try await EdgeRig.run { rig in
            let answer = try await rig.post("/v1/dossiers", Samples.opening, officer: officer, key: key)

            #expect(answer.status == 400)
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.body.contains(pointer))
            #expect(rig.script.asked.isEmpty)
        }
    }

    @Test(arguments: [
        ("", 1, 400), ("null", 1, 400), ("[]", 1, 400), ("{", 1, 400), ("\"\\ud800\"", 1, 400), ("{\"a\\u0000\":1}", 1, 400),
        (#"{"procedureCode":7,"owner":[],"channel":"x","receivingAgencyCode":"a b","components":{},"secrecy":null}"#, 1, 400),
        (#"{"extra":1}"#, 1, 400), ("[", 1_000_000, 400), ("[", 10_000_000, 413),
    ])
    func `hostile bodies are refused and reach nobody`(text: String, times: Int, status: Int) async throws {
        try await EdgeRig.run { rig in
            let answer = try await rig.post("/v1/dossiers", String(repeating: text, count: times), key: "k")

            #expect(answer.status == status)
            #expect(try answer.json()["code"] as? String == "invalidArgument")
            #expect(rig.script.asked.isEmpty)
        }
    }

    @Test func `an unknown member is named by its pointer`() async throws {
        try await EdgeRig.run { rig in
            let answer = try await rig.post(
                "/v1/dossiers:prepare", #"{"procedureCode":"1","owner":{"id":"1","name":"a","age":1}}"#,
                headers: ["Accept-Language": "en"])
            let errors = try #require(try answer.json()["errors"] as? [[String: String]])

            #expect(errors.map { $0["pointer"] } == ["/owner/id", "/owner/age"])
            #expect(errors.map { $0["code"] } == ["malformed", "unknown"])
            #expect(errors.last?["detail"] == "no such member")
        }
    }

    @Test func `a failure of a service keeps its words, in the language asked for`() async throws {
        let script = Samples.script()
        script.on(Method.GetDossier.descriptor) { (_: Hoso_Intake_V1_GetDossierRequest) -> Hoso_Intake_V1_GetDossierResponse in
            throw HosoFailure(code: .notFound, messageVi: "Không có hồ sơ này.", messageEn: "No such dossier.")
        }
        try await EdgeRig.run(script) { rig in
            let vietnamese = try await rig.get("/v1/dossiers/\(Samples.code)")
            let english = try await rig.get("/v1/dossiers/\(Samples.code)", headers: ["Accept-Language": "en", "X-Request-Id": "abc"])

            #expect(vietnamese.status == 404)
            #expect(try vietnamese.json()["detail"] as? String == "Không có hồ sơ này.")
            #expect(try english.json()["detail"] as? String == "No such dossier.")
            #expect(english.headers["x-request-id"] == "abc")
            #expect(try (english.json()["instance"] as? String)?.hasPrefix("urn:uuid:") == true)
        }
    }

    @Test func `a silent service is 503 with who mends it and a time to try again`() async throws {
        try await EdgeRig.run { rig in
            let answer = try await rig.get("/v1/procedures")

            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "5")
            #expect(try answer.json()["mender"] as? String == "operator")
        }
    }

    @Test func `a dossier is found by code and by id`() async throws {
        try await EdgeRig.run(Samples.script()) { rig in
            let answer = try await rig.get("/v1/dossiers/\(Samples.code)")
            _ = try await rig.get("/v1/dossiers/\(Samples.id)")
            let asked = try #require(try rig.script.last(Method.GetDossier.descriptor, as: Hoso_Intake_V1_GetDossierRequest.self))

            #expect(answer.status == 200)
            #expect(try (answer.json()["papers"] as? [[String: Any]])?.first?["state"] as? String == "stored")
            #expect(asked.dossierID == Data(Samples.id.bytes))
        }
    }

    @Test(arguments: [
        "/v1/dossiers?limit=0", "/v1/dossiers?limit=x", "/v1/dossiers?limit=99999999999999999999", "/v1/dossiers?after=1",
        "/v1/dossiers?strange=1", "/v1/dossiers?limit=1&limit=2", "/v1/dossiers?agency=%00", "/v1/dossiers/%zz",
        "/v1/papers/none", "/v1/reports/2026/13", "/v1/reports/x/1", "/v1/reports/2026/11/f/sideways", "/v1/files/abc", "/v1/files/-",
        "/v1/files/..%2f..%2fetc%2fpasswd-1", "/v1/certificates", "/v1/owners/x/documents",
    ])
    func `bad paths and queries are 400`(path: String) async throws {
        try await EdgeRig.run { rig in
            let answer = try await rig.get(path)

            #expect(answer.status == 400)
            #expect(rig.script.asked.isEmpty)
        }
    }

    @Test func `an address that does not exist is a problem too`() async throws {
        try await EdgeRig.run { rig in
            let answer = try await rig.get("/v1/nothing")

            #expect(answer.status == 404)
            #expect(try answer.json()["code"] as? String == "notFound")
        }
    }

    @Test func `a request id that could break a header is replaced`() async throws {
        try await EdgeRig.run { rig in
            let answer = try await rig.get("/v1/nothing", headers: ["X-Request-Id": String(repeating: "a", count: 129)])

            #expect(answer.headers["x-request-id"]?.count == 36)
        }
    }
}
