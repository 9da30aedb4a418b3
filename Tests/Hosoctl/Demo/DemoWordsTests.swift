import Foundation
import PKI
import TestSupport
import Testing

@testable import Hosoctl

struct DemoWordsTests {
    @Test(arguments: [
        ("ecdsaP256Sha256", SignatureScheme.ecdsaP256SHA256), ("rsaPkcs1Sha256", .rsaPKCS1SHA256), ("rsaPssSha256", .rsaPSSSHA256),
        ("ecdsaP384Sha384", .ecdsaP384SHA384),
    ])
    func `knows every algorithm the gateway can ask for`(_ name: String, _ scheme: SignatureScheme) {
        #expect(Demo.scheme(name) == scheme)
    }

    @Test(arguments: ["", "unspecified", "ed25519"])
    func `does not sign with an algorithm it does not know`(_ name: String) {
        #expect(Demo.scheme(name) == nil)
    }

    @Test func `shows times as people in Vietnam write them`() {
        #expect(Demo.vietnamTime("2026-03-05T02:05:00Z") == "09:05 05/03/2026")
        #expect(Demo.vietnamTime("soon") == "soon")
        #expect(Demo.vietnamTime(nil) == "—")
    }

    @Test(arguments: [("7", Int64(7)), ("\"9007199254740993\"", 9_007_199_254_740_993)])
    func `reads 64 bit numbers as numbers and as text`(_ json: String, _ number: Int64) throws {
        #expect(try JSONDecoder().decode(Gateway.Count.self, from: Data(json.utf8)).value == number)
    }

    @Test func `R30 the person corrects what the machine misread and leaves capitals and blanks alone`() {
        let paper = PrintedPaper(fields: ["issuedDate": "2026-01-14", "fullName": "Trần Thùy Mẫn"])

        #expect(paper.value(of: "issuedDate", proposed: "2056-01-14") == "2026-01-14")
        #expect(paper.value(of: "fullName", proposed: "TRẦN  THÙY MẪN") == "TRẦN  THÙY MẪN")
        #expect(paper.value(of: "sex", proposed: "Nữ") == "Nữ")
    }

    @Test func `a refusal is told with the place of each fault`() {
        let problem = Gateway.Problem(
            title: nil, detail: "Yêu cầu không hợp lệ.", code: nil, mender: nil, errors: [.init(pointer: "owner.id", detail: "thiếu")])

        #expect(GatewayRefusal(status: 400, path: "/v1/dossiers", problem: problem).sentence == "Yêu cầu không hợp lệ.; owner.id: thiếu")
        #expect(GatewayRefusal(status: 500, path: "/", problem: nil).sentence == "HTTP 500")
    }

    @Test(arguments: ["", "{}", "[{\"name\": 1}]"])
    func `figures that were kept and are damaged are an error that names the file`(_ text: String) throws {
        let failure = try #require(throws: CommandFailure.self) { _ = try Demo.figures(kept: text, in: "/d/demo.json") }

        #expect(failure.exitCode == .badFile)
        #expect(failure.words.english.hasPrefix("the figures kept in /d/demo.json are damaged: "))
        #expect(failure.mend?.english == "run `hosoctl demo --new`")
        #expect(try Demo.figures(kept: nil, in: "/d/demo.json").isEmpty)
    }

    @Test func `what to type next names the program and the variables it needs`() async throws {
        try await TemporaryDirectory.with { folder in
            #expect(DemoCommand.invocation(of: "hosoctl", in: folder) == "hosoctl")

            try Data().write(to: URL(fileURLWithPath: "\(folder)/env"))

            #expect(DemoCommand.invocation(of: ".build/debug/hosoctl", in: folder) == ". \(folder)/env && .build/debug/hosoctl")
        }
    }
}
