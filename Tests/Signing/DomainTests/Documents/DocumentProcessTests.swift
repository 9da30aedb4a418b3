import SigningDomain
import Testing

/// The process as data.
@Suite struct DocumentProcessTests {
    @Test func `leaves out the steps that a type does not take`() throws {
        var process = SampleDocument.process
        process.steps[3].types = [.decision]
        #expect(process.kinds(for: .decision).contains(.formatCheck))
        #expect(!process.kinds(for: .report).contains(.formatCheck))
        #expect(process.kinds(for: .report).first == .draft)
    }

    @Test(arguments: [
        (DocumentType.decision, false, "05/QĐ-SNV"), (.officialLetter, false, "05/SNV-CCVC"), (.decision, true, "05/2026/QĐ-SNV"),
        (.rules, false, "05/QyĐ-SNV"),
    ])
    func `writes the notation as the decree does`(_ type: DocumentType, _ isNormative: Bool, _ expected: String) {
        #expect(SampleDocument.process.notation(5, year: 2026, type: type, isNormative: isNormative, unit: "CCVC") == expected)
    }

    @Test func `numbers above nine bear no leading zero`() {
        #expect(SampleDocument.process.notation(10, year: 2026, type: .report, isNormative: false, unit: "CCVC") == "10/BC-SNV")
    }

    @Test func `keeps normative types, secrets and what the head decided in series of their own`() {
        var process = SampleDocument.process
        process.series = [.init(type: .invitation, name: "giay-moi")]
        #expect(process.seriesName(for: .decision, isNormative: false, isSecret: false) == "general")
        #expect(process.seriesName(for: .report, isNormative: false, isSecret: false) == "general")
        #expect(process.seriesName(for: .invitation, isNormative: false, isSecret: false) == "giay-moi")
        #expect(process.seriesName(for: .decision, isNormative: true, isSecret: false) == "normative-decision")
        #expect(process.seriesName(for: .resolution, isNormative: true, isSecret: false) == "normative-resolution")
        #expect(process.seriesName(for: .invitation, isNormative: false, isSecret: true) == "secret")
    }

    @Test func `names what makes a process unusable`() {
        #expect(SampleDocument.process.faults.isEmpty)
        var process = SampleDocument.process
        process.steps.removeAll { $0.kind == .signature }
        process.steps[3].officers = []
        process.units.append(process.units[0])
        process.series = [.init(type: .report, name: "secret")]
        #expect(process.faults == ["series.report", "steps.formatCheck: nobody takes it", "steps.signature: missing", "units"])
    }

    @Test func `there are 29 types with the abbreviations of the decree`() {
        #expect(DocumentType.allCases.count == 29)
        let letters = DocumentType.allCases.map(\.abbreviation).filter { !$0.isEmpty }
        #expect(Set(letters).count == 27)
    }
}
