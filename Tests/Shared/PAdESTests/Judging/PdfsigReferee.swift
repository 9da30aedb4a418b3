import Foundation
import Subprocess
import TestSupport

/// What pdfsig of poppler says about files: integrity only, and nothing about document timestamps.
enum PdfsigReferee {
    struct Answer: Sendable {
        let text: String

        /// Whether every signature it can judge is good and the last covers the whole file.
        var isSound: Bool {
            let verdicts = self.text.components(separatedBy: "Signature Validation: ").dropFirst()
            guard !verdicts.isEmpty, verdicts.allSatisfy({ $0.hasPrefix("Signature is Valid.") || $0.hasPrefix("Unknown issue") }) else { return false }
            return self.text.contains("Total document signed") && !self.text.contains("Not total document signed")
        }

        /// Whether it calls at least one signature good, whatever followed.
        var callsGood: Bool { self.text.contains("Signature is Valid.") }
        var callsBroken: Bool { self.text.contains("Digest Mismatch") || self.text.contains("Signature is Invalid") }
    }

    static func judge(_ bytes: [UInt8]) async throws -> Answer {
        try await TemporaryDirectory.with { directory in
            try Data(bytes).write(to: URL(fileURLWithPath: "\(directory)/file.pdf"))
            let result = try await Subprocess.run(
                .name("timeout"), arguments: ["60", "pdfsig", "-nocert", "\(directory)/file.pdf"], output: .string(limit: 1 << 20),
                error: .discarded)
            return Answer(text: result.standardOutput)
        }
    }
}
