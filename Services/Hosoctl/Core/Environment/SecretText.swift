import Foundation

/// Reads a password from a file.
enum SecretText {
    /// The content without the newline at its end.
    ///
    /// - Throws: ``CommandFailure`` with exit code 78.
    static func read(_ path: String) throws(CommandFailure) -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandFailure(
                Words("Không đọc được tệp mật khẩu \(path)", "the password file \(path) cannot be read"), exitCode: .configuration)
        }
        return String(text.drop(while: \.isNewline).prefix(while: { !$0.isNewline }))
    }
}
