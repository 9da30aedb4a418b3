import Clocks
import PDF
import PDFTestSupport
import Testing

/// Empty signature fields whose maker demands something of the signature (ISO 32000-1, table 234).
@Suite struct FieldSeedTests {
    private static func paper(_ seed: String, _ more: [String] = []) -> [UInt8] {
        var small = SmallPDF()
        small.catalog = "/AcroForm << /Fields [5 0 R] >>"
        small.page += " /Annots [5 0 R]"
        small.objects = ["<< /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R /FT /Sig /T (Person) /SV \(seed) >>"] + more
        return small.bytes
    }

    private func request(_ change: (inout SignatureRequest) -> Void = { _ in }) -> SignatureRequest {
        var request = SignatureRequest(fieldName: "Person", signedAt: SignedPaper.time, reservedBytes: 256)
        change(&request)
        return request
    }

    @Test(arguments: [
        "<< >>", "<< /Type /SV /Ff 0 >>", "<< /Ff 3 /Filter /Adobe.PPKLite /SubFilter [/adbe.pkcs7.detached /ETSI.CAdES.detached] >>",
        "<< /V 2 >>", "<< /V 1.0 >>", "<< /Ff 64 /DigestMethod [/SHA1 /SHA256] >>", "<< /DigestMethod [(SHA256)] >>", "<< /Reasons [] >>",
        "<< /Ff 8 /Reasons [(.)] >>", "<< /MDP << /P 0 >> >>", "<< /TimeStamp << /URL (http://tsa) >> >>",
        "<< /TimeStamp << /URL (http://tsa) /Ff 0 >> >>", "<< /AddRevInfo false >>", "<< /LockDocument /auto >>", "null",
    ])
    func `R33 what a field demands and the signature is anyway is obeyed`(seed: String) throws {
        #expect(throws: Never.self, "\(seed)") { try SignaturePreparation.prepare(Self.paper(seed), self.request()) }
    }

    @Test(arguments: [
        ("<< /Filter /Entrust.PPKEF >>", "Filter"), ("<< /SubFilter [/adbe.pkcs7.detached] >>", "SubFilter"), ("<< /V 4 >>", "V"),
        ("<< /DigestMethod [/SHA384 /SHA512] >>", "DigestMethod"), ("<< /Reasons [(Duyet)] >>", "Reasons"),
        ("<< /TimeStamp << /URL (http://tsa) /Ff 1 >> >>", "TimeStamp"), ("<< /AddRevInfo true >>", "AddRevInfo"),
        ("<< /LockDocument /true >>", "LockDocument"), ("<< /Cert << /Type /SVCert /Subject [(x)] >> >>", "Cert"),
        ("<< /LegalAttestation [(x)] >>", "LegalAttestation"), ("<< /AppearanceFilter (x) >>", "AppearanceFilter"), ("<< /Ff 512 >>", "Ff"),
        ("<< /Somebodys /Own >>", "Somebodys"),
    ])
    func `R33 what cannot be obeyed is refused by its name, wish or constraint`(seed: String, key: String) {
        let error = #expect(throws: PDFError(code: .demandsUnmet, message: "")) {
            try SignaturePreparation.prepare(Self.paper(seed), self.request())
        }
        #expect(error?.message.contains("/\(key) ") == true)
        #expect(error?.description.contains("Ô chữ ký") == true)
    }

    @Test(arguments: [
        "(text)", "<< /Type /SVCert >>", "<< /Filter 1 >>", "<< /SubFilter /ETSI.CAdES.detached >>", "<< /SubFilter [1] >>", "<< /V /1 >>",
        "<< /Ff (x) >>", "<< /Reasons (Duyet) >>", "<< /Reasons [1] >>", "<< /MDP 1 >>", "<< /MDP << /P 7 >> >>", "<< /MDP << >> >>",
        "<< /TimeStamp (x) >>", "<< /AddRevInfo 1 >>", "<< /LockDocument true >>", "<< /DigestMethod /SHA256 >>",
    ])
    func `a seed value that says nothing is damaged`(seed: String) {
        #expect(throws: PDFError(code: .damaged, message: "")) { try SignaturePreparation.prepare(Self.paper(seed), self.request()) }
    }

    @Test func `R33 a seed value in an object of its own is read too`() {
        #expect(throws: PDFError(code: .demandsUnmet, message: "")) {
            try SignaturePreparation.prepare(Self.paper("6 0 R", ["<< /SubFilter 7 0 R >>", "[/adbe.pkcs7.detached]"]), self.request())
        }
    }

    @Test func `R33 a reason that is asked for is taken from the signer, never made up`() throws {
        let paper = Self.paper("<< /Reasons [(Duyet) (Kiem tra)] >>")
        let signed = try SignaturePreparation.prepare(paper, self.request { $0.reason = "Kiem tra" })
        #expect(String(decoding: signed.bytes, as: UTF8.self).contains("/Reason (Kiem tra)"))
        for request in [self.request(), self.request { $0.reason = "Khac" }] {
            #expect(throws: PDFError(code: .demandsUnmet, message: "")) { try SignaturePreparation.prepare(paper, request) }
        }
        let none = Self.paper("<< /Reasons [(.)] >>")
        #expect(throws: PDFError(code: .demandsUnmet, message: "")) {
            try SignaturePreparation.prepare(none, self.request { $0.reason = "Duyet" })
        }
    }

    @Test func `R34 a field that demands a certification gets it, and no other`() throws {
        let paper = Self.paper("<< /MDP << /P 2 >> >>")
        let signed = try SignedPaper.sign(paper, self.request())
        #expect(try SignedPaper.changes(signed).permittedLevel == .formFilling)
        let document = try PDFDocument(bytes: signed)
        #expect(try document.resolve(document.catalog["Perms"]).dictionaryValue?["DocMDP"] != nil)
        for request in [self.request { $0.certification = .annotations }, self.request { $0.kind = .documentTimestamp }] {
            #expect(throws: PDFError(code: .demandsUnmet, message: "")) { try SignaturePreparation.prepare(paper, request) }
        }
        let approval = Self.paper("<< /MDP << /P 0 >> >>")
        #expect(throws: PDFError(code: .demandsUnmet, message: "")) {
            try SignaturePreparation.prepare(approval, self.request { $0.certification = .formFilling })
        }
    }

    @Test func `R33 a longer hash serves a field that demands it, and a timestamp one that is for timestamps`() {
        #expect(throws: Never.self) {
            try SignaturePreparation.prepare(Self.paper("<< /DigestMethod [/SHA384] >>"), self.request { $0.digestMethod = "SHA384" })
        }
        #expect(throws: Never.self) {
            try SignaturePreparation.prepare(Self.paper("<< /SubFilter [/ETSI.RFC3161] >>"), self.request { $0.kind = .documentTimestamp })
        }
    }

    @Test func `a seed value of another field demands nothing`() {
        #expect(throws: Never.self) {
            try SignaturePreparation.prepare(Self.paper("<< /Filter /Entrust.PPKEF >>"), self.request { $0.fieldName = nil })
        }
    }
}
