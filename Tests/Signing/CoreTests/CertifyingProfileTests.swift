import BlobStore
import Foundation
import PDF
import PKI
import Postgres
import SigningDomain
import TestSupport
import Testing

@testable import Signing

/// Profiles that certify what they sign (DocMDP), as data.
@Suite(.timeLimit(.minutes(10))) struct CertifyingProfileTests {
    /// The profiles that come with the service, of which the desk's certifies.
    private static func profiles(_ permitted: String) throws -> SignatureProfiles {
        let text = String(decoding: PackageResources.signature_profiles_json, as: UTF8.self)
        let changed = text.replacingOccurrences(of: "\"name\": \"desk-copy\",", with: "\"name\": \"desk-copy\", \"certifies\": \"\(permitted)\",")
        return try SignatureProfileFile.read(Array(changed.utf8))
    }

    @Test(arguments: [("nothing", 1), ("formFilling", 2), ("annotations", 3)])
    func `R33 the first signature by a profile that certifies does, a later one approves`(permitted: String, number: Int) async throws {
        try await SigningBench.with { bench in
            let tools = bench.tools(try SigningBench.configuration(anchors: [bench.authority.root], profiles: Self.profiles(permitted)))
            let intent = try await PrepareSignatureHandler(tools: tools).handle(bench.order())
            let signed = try await CompleteSignatureHandler(tools: tools).handle(intent.id, signature: bench.value(intent))
            let file = try await tools.blobs.get(signed.document)

            let document = try PDFDocument(bytes: file)
            let perms = try document.resolve(document.catalog["Perms"]).dictionaryValue
            let signature = try #require(try document.resolve(perms?["DocMDP"]).dictionaryValue)
            let reference = try #require(signature["Reference"]?.arrayValue?.first?.dictionaryValue)
            #expect(reference["TransformParams"]?.dictionaryValue?["P"] == .integer(number))
            #expect(signed.verdict == .valid)

            // A visible signature more is what no certification allows; the refusal says so.
            let again = try await bench.order(file, key: "again")
            let error = await #expect(throws: SigningRefusal.self) { _ = try await PrepareSignatureHandler(tools: tools).handle(again) }
            #expect(error == .documentNotSignable(PDFError.Code.changesForbidden.description))

            let plain = try await bench.sign(TestPaper.pdfA + Array("\n% other\n".utf8), key: "plain")
            let second = try await PrepareSignatureHandler(tools: tools).handle(bench.order(plain, key: "second"))
            let both = try PDFDocument(bytes: try await tools.blobs.get(second.prepared))
            #expect(both.catalog["Perms"] == nil)
        }
    }

    @Test func `R33 a profiles file that certifies in a word nobody knows stops the service`() {
        #expect(throws: SignatureProfileFault.self) { try Self.profiles("everything") }
    }
}
