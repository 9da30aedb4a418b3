import Foundation
import PAdES
import PDF
import PDFTestSupport
import PKI
import Testing

/// Judging ends on any input, without a trap, and damage never makes a file valid.
@Suite(.serialized) struct HostileDocumentTests {
    /// All variations with `HOSO_TEST_LONG`; otherwise every sixteenth, so that the usual run stays short.
    static let stride = ProcessInfo.processInfo.environment["HOSO_TEST_LONG"] == nil ? 16 : 1

    @Test(.timeLimit(.minutes(60))) func `cut off and altered files end in a verdict that is never a false valid`() async throws {
        let corpus = try await ManipulatedCorpus.shared()
        let documents = corpus.fixture.documents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let files = corpus.cases.map { ($0.name, $0.bytes) } + [("signed", corpus.files.signed)] + documents
        let worrying = await withTaskGroup(of: [String].self) { group in
            for lane in 0..<2 {
                group.addTask { Self.run(files.enumerated().filter { $0.offset % 2 == lane }.map(\.element), corpus) }
            }
            return await group.reduce(into: [String]()) { $0 += $1 }
        }

        #expect(worrying.isEmpty, "\(worrying.prefix(20))")
    }

    private static func run(_ files: [(String, [UInt8])], _ corpus: ManipulatedCorpus) -> [String] {
        var worrying: [String] = []
        for (index, file) in files.enumerated() {
            for (number, variation) in Self.variations(of: file.1, seed: UInt64(index)).enumerated() where number % Self.stride == 0 {
                let report = corpus.judge(variation)
                // What is called valid although a byte changed must be a change that no signature covers.
                guard report.indication == .valid, variation != file.1 else { continue }
                // A cut can leave so few zeros behind the signed file that they are tolerated.
                let signed = corpus.files.signed
                if variation.starts(with: signed), variation.dropFirst(signed.count).allSatisfy({ $0 == 0 }) { continue }
                let covered = report.signatures.allSatisfy { signature in
                    signature.report.outcome(of: .integrity) == .passed && signature.report.outcome(of: .coverage) == .passed
                }
                if !covered || corpus.judge(file.1).indication != .valid { worrying.append("\(file.0), variation \(number)") }
            }
        }
        return worrying
    }

    /// 64 truncations and 256 files with one to four bytes changed; the same for a seed.
    private static func variations(of bytes: [UInt8], seed: UInt64) -> [[UInt8]] {
        guard !bytes.isEmpty else { return [[]] }
        var state = seed &+ 0x9E37_79B9_7F4A_7C15
        func next(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
        var result = (0..<64).map { Array(bytes.prefix(bytes.count * $0 / 64)) }
        for _ in 0..<256 {
            var changed = bytes
            for _ in 0...next(4) { changed[next(bytes.count)] = UInt8(next(256)) }
            result.append(changed)
        }
        return result
    }
}
