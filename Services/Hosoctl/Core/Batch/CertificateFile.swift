import Foundation
import PKI

/// Reads certificates from a PEM file.
enum CertificateFile {
    /// - Throws: ``CommandFailure`` with exit code 65.
    static func read(_ path: String) throws(CommandFailure) -> [PKI.Certificate] {
        do {
            return try PKI.Certificate.reading(pem: String(contentsOfFile: path, encoding: .utf8))
        } catch {
            throw CommandFailure(
                Words("Không đọc được chứng thư \(path)", "the certificates \(path) cannot be read: \(error)"), exitCode: .badFile)
        }
    }
}
