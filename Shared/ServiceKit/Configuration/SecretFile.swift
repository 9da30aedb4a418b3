import Foundation

/// Reads secrets from files.
enum SecretFile {
    /// A secret is small; anything longer is the wrong file.
    private static let limitBytes = 64 << 10

    /// The content without one line break at its end; nil when it cannot be read, is empty or is not UTF-8.
    static func read(_ path: String) -> Secret? {
        guard
            let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: Self.limitBytes + 1), data.count <= Self.limitBytes,
            var text = String(validating: data, as: UTF8.self)
        else { return nil }
        if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
        return text.isEmpty || text.contains("\0") ? nil : Secret(text)
    }
}
