import Foundation

/// Reads a password from a file.
enum SecretText {
    /// The content without the newline at its end.
    ///
    /// - Throws: ``CommandFailure`` with exit code 78.
    static func read(_ path: String) throws(CommandFailure) -> String {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw CommandFailure(
                Words("Không đọc được tệp mật khẩu \(path)", "the password file \(path) cannot be read: \(error.localizedDescription)"),
                mend: Words("chạy với người dùng sở hữu tệp, hoặc sửa quyền", "run as the owner of the file, or mend its mode"),
                exitCode: .configuration)
        }
        return String(text.drop(while: \.isNewline).prefix(while: { !$0.isNewline }))
    }
}
