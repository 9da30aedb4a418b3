import Clocks
import RecordsDomain
import Testing

/// Validity and trust of what is held of an owner.
@Suite struct HeldDocumentTests {
    private let day = VietnamDate(iso8601: "2026-03-05")

    @Test(arguments: [
        ("2026-03-04", true), ("2026-03-05", false), ("2031-05-08", false), ("04/03/2026", true), ("05/03/2026", false),
    ])
    func `R19 a paper is in force up to and with its last day`(value: String, isExpired: Bool) throws {
        let end = try #require(Validity.end(in: [("name", "2020-01-01"), ("licenceExpiryDate", value)]))
        let validity = Validity(until: end, recalled: false, on: try #require(self.day))

        #expect(validity == (isExpired ? .expired(end) : .inForce(until: end)))
    }

    @Test(arguments: ["", "không thời hạn", "31/02/2026", "2026-13-01", "1/2", "a/b/c"])
    func `R19 what is no day ends no validity`(value: String) throws {
        #expect(Validity.end(in: [("licenceExpiryDate", value)]) == nil)
        #expect(Validity(until: nil, recalled: false, on: try #require(self.day)) == .unlimited)
        #expect(Validity(until: nil, recalled: true, on: try #require(self.day)) == .recalled)
    }

    @Test func `R19 trust follows the signatures that were found valid and the form`() {
        func level(_ form: DocumentForm, _ signatures: [FiledSignature], result: Bool = false) -> TrustLevel {
            var details = DocumentDetails()
            details.form = form
            details.signatures = signatures
            return TrustLevel(details, isResult: result)
        }
        let officer = FiledSignature(kind: .personal, signer: "CB01", verdict: .valid)
        let seal = FiledSignature(kind: .organization, signer: "H99", verdict: .valid)
        let broken = FiledSignature(kind: .organization, signer: "H99", verdict: .invalid)

        #expect(level(.digitized, []) == .unverified)
        #expect(level(.issued, [broken]) == .unverified)
        #expect(level(.digitized, [officer]) == .signedCopy)
        #expect(level(.digitized, [officer, seal]) == .signedCopy)
        #expect(level(.digitized, [officer], result: true) == .signedCopy)
        #expect(level(.digitized, [seal], result: true) == .original)
        #expect(level(.issued, [officer]) == .original)
        #expect(TrustLevel.unverified < .signedCopy && TrustLevel.signedCopy < .original)
    }
}
