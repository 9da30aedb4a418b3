import PDF
import PDFTestSupport
import Testing

/// Broken and manipulated files: each is refused with a reason, or what was done to it is found and named.
@Suite struct ManipulatedFilesTests {
    static let files: Result<ManipulatedFiles, any Error> = Result {
        try ManipulatedFiles { try $0.embed(cms: [0x30, 0x03, 0x02, 0x01, 0x05]) }
    }
    static let cases: Result<[ManipulatedFile], any Error> = Result { try Self.files.get().all() }
    static var names: [String] { (try? self.cases.get().map(\.name)) ?? ["the files could not be made"] }

    @Test func `there are more than sixty kinds, each under its own name`() throws {
        let names = try Self.cases.get().map(\.name)

        #expect(names.count >= 100)
        #expect(Set(names).count == names.count)
    }

    @Test(.timeLimit(.minutes(10)), arguments: ManipulatedFilesTests.names)
    func `R36 names what was done to a signed file`(name: String) throws {
        let file = try #require(try Self.cases.get().first { $0.name == name })
        let original = try Self.files.get().signature
        let document: PDFDocument, map: RevisionMap
        do {
            document = try PDFDocument(bytes: file.bytes)
            map = try RevisionMap(document)
        } catch {
            #expect(file.outcome == .refused, "\(error.debugDescription)")
            return
        }
        let comparison = RevisionComparison(document, map)
        let found = map.signatures.first { $0.fieldName == original.fieldName } ?? map.signatures.first

        switch file.outcome {
        case .refused: Issue.record("it was opened: \(map.signatures.map(\.faults)) \(found.map { comparison.changes(after: $0).findings } ?? [])")
        case .unsigned: #expect(map.signatures.isEmpty)
        case .fault(let fault): #expect(found?.faults.contains(fault) == true, "\(String(describing: found?.faults))")
        case .digest:
            // A changed name of the field is found among the covered bytes as well.
            #expect(found != nil && found?.sha256 != original.sha256)
        case .cms: #expect(found?.sha256 == original.sha256 && found?.contents != original.contents)
        case .changed(let rule, let level):
            let report = comparison.changes(after: try #require(found))
            #expect(found?.faults == [])
            #expect(report.level == level, "\(report.findings)")
            #expect(report.findings.contains { $0.rule == rule && $0.level == level }, "\(report.findings)")
            #expect(report.allowedByPermissions == (level <= .formFilling))
        }
    }
}
