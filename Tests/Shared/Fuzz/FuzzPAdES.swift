import Clocks
import Foundation
import PAdES
import PDF
import PKI

/// Feeds documents to the validator, to the words and the JSON of its report, and to what renewal reads: each ends with a report.
///
/// The authorities are those of `Tests/Fixtures/fuzz/authorities` whose names begin with `pades`, which made the seeds.
///
/// Built by `deploy/local/fuzz` with `-sanitize=fuzzer,address`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPAdES(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzedValidator.shared.read([UInt8](UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private struct FuzzedValidator {
    static let shared = FuzzedValidator()

    private let validator: DocumentValidator
    private let instant = UTCInstant(iso8601: "2025-06-01T08:01:00Z") ?? .earliest

    private init() {
        let anchors = ["pades-root", "pades-interm"].compactMap { name in
            FileManager.default.contents(atPath: "Tests/Fixtures/fuzz/authorities/\(name).der").flatMap { try? PKI.Certificate(derBytes: Array($0)) }
        }
        precondition(anchors.count == 2, "the authorities of the seeds are not there")
        self.validator = DocumentValidator(trust: TrustStore(anchors: [anchors[0]], intermediates: [anchors[1]]))
    }

    func read(_ bytes: [UInt8]) {
        // What cannot be opened is tried by the fuzzer of documents.
        guard let document = try? PDFDocument(bytes: bytes) else { return }
        let report = self.validator.validate(document, at: self.instant)
        for language in [Language.vietnamese, .english] { _ = report.sentences(in: language) }
        _ = report.level
        _ = report.debts
        _ = report.evidence
        _ = try? DocumentReportForm(report).json()
        guard report.fault == nil else { return }
        _ = try? ArchivalHorizon.of(document, trust: self.validator.trust)
    }
}
