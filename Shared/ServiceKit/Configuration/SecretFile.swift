import Foundation

/// Reads secrets from files.
enum SecretFile {
    /// A secret is small; anything longer is the wrong file.
    private static let limitBytes = 64 << 10

    /// The content without one line break at its end.
    ///
    /// - Throws: ``SettingRefusal`` with the path and the reason when it cannot be read, is empty, too long or not UTF-8.
    static func read(_ path: String) throws(SettingRefusal) -> Secret {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            // Read only: closing can lose nothing.
            defer { try? handle.close() }
            data = try handle.read(upToCount: Self.limitBytes + 1) ?? Data()
        } catch {
            throw SettingRefusal(got: "«\(path)», which cannot be read: \(error.localizedDescription)")
        }
        guard data.count <= Self.limitBytes else { throw SettingRefusal(got: "«\(path)», which is longer than 64 KiB") }
        guard var text = String(validating: data, as: UTF8.self) else {
            throw SettingRefusal(got: "«\(path)», which is not UTF-8")
        }
        if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
        guard !text.isEmpty else { throw SettingRefusal(got: "«\(path)», which is empty") }
        guard !text.contains("\0") else { throw SettingRefusal(got: "«\(path)», which holds a NUL") }
        return Secret(text)
    }
}
