import Foundation

/// What stands on a sample paper, as the person at the desk reads it: the ground truth beside the scan.
struct PrintedPaper: Sendable {
    private struct Description: Decodable {
        var fields: [String: String]?
    }

    private let fields: [String: String]

    /// Reads `<scan>.json` beside a scan; without it nothing is known and every proposal stands.
    ///
    /// - Throws: ``CommandFailure`` with exit code 65 when the file is there and cannot be read.
    init(scan path: String) throws(CommandFailure) {
        let beside = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("json")
        guard FileManager.default.fileExists(atPath: beside.path) else {
            self.fields = [:]
            return
        }
        do {
            self.fields = try JSONDecoder().decode(Description.self, from: Data(contentsOf: beside)).fields ?? [:]
        } catch {
            throw CommandFailure(
                Words("Không đọc được mô tả bản quét \(beside.path)", "the description \(beside.path) of the scan cannot be read: \(error)"),
                mend: Words("lấy lại tệp mẫu hoặc xóa tệp này", "restore the sample or delete this file"), exitCode: .badFile)
        }
    }

    init(fields: [String: String]) {
        self.fields = fields
    }

    /// The value a careful person confirms: the proposal when it says what the paper says, whatever its capitals and blanks.
    func value(of name: String, proposed: String) -> String {
        guard let printed = self.fields[name] else { return proposed }
        return Self.folded(printed) == Self.folded(proposed) ? proposed : printed
    }

    private static func folded(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
