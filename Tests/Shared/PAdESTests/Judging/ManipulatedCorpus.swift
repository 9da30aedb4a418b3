import PAdES
import PDF
import PDFTestSupport

/// The broken and manipulated files, made from a paper that the test authorities' official really signed.
struct ManipulatedCorpus: Sendable {
    let fixture: JudgingFixture
    let files: ManipulatedFiles
    let cases: [ManipulatedFile]

    private static let made = Task {
        let fixture = try await JudgingFixture.shared()
        let files = try ManipulatedFiles(reservedBytes: 4_096) { try fixture.sign($0) }
        return ManipulatedCorpus(fixture: fixture, files: files, cases: try files.all())
    }

    static func shared() async throws -> ManipulatedCorpus { try await self.made.value }

    /// Judges a file on the day the paper was signed, with the lists of that day.
    func judge(_ bytes: [UInt8]) -> DocumentReport {
        self.fixture.validator.validate(bytes, at: JudgingFixture.Day.paper.instant, material: self.fixture.material(.paper))
    }

    /// Kinds that a referee does not notice, or judges otherwise than we do, with the reason.
    ///
    /// pdfsig looks at no later update and says so with "Not total document signed"; what it does not notice even by that is
    /// listed here. pyHanko compares updates as we do, more strictly in places.
    static let blindToPdfsig: [String: String] = [:]
    static let blindToPyHanko: [String: String] = [
        "behind the end: a comment": "reads the last revision by its startxref and looks at nothing behind it",
        "behind the end: half an update": "the same",
        "contents: something behind the zeros": "reads the first value in /Contents and ignores what follows",
    ]
}
