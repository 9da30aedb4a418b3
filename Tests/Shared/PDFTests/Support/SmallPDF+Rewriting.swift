import PDFTestSupport

extension SmallPDF {
    /// The same document as another program writes it.
    static func rewritten(_ bytes: [UInt8], _ options: [String]) async throws -> [UInt8] {
        let source = try TemporaryFile(bytes)
        let target = try TemporaryFile(name: "rewritten.pdf")
        let verdict = try await Referee.run("qpdf", [options.contains("--encrypt") ? "--static-id" : "--deterministic-id"] + options + [source.path, target.path])
        guard verdict.succeeded else { throw RefereeFailure(reason: verdict.errors) }
        return try target.bytes()
    }
}
