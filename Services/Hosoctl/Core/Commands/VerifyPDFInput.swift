import ArgumentParser
import Foundation
import PDF
import PKI

/// Reads what `verify-pdf` is given; each failure names the file.
enum VerifyPDFInput {
    /// The PDF; one that cannot be read ends with the exit code for "no verdict".
    static func document(_ path: String) throws(CommandFailure) -> [UInt8] {
        try self.read(path, limit: PDFLimits.standard.sizeBytes, exitCode: .undecided)
    }

    static func anchors(_ path: String) throws(CommandFailure) -> [PKI.Certificate] {
        let text = String(decoding: try self.read(path, limit: 1 << 20, exitCode: .badFile), as: UTF8.self)
        let certificates: [PKI.Certificate]
        do {
            certificates = try PKI.Certificate.reading(pem: text)
        } catch {
            throw Self.failure(path, error.message, .badFile)
        }
        guard !certificates.isEmpty else { throw Self.failure(path, "no certificate", .badFile) }
        return certificates
    }

    /// Certificates, revocation lists and OCSP answers, told apart by reading them.
    static func material(_ paths: [String]) throws(CommandFailure) -> DocumentSecurityStore {
        var certificates: [[UInt8]] = []
        var ocsps: [[UInt8]] = []
        var crls: [[UInt8]] = []
        for path in paths {
            let bytes = try self.read(path, limit: RevocationList.limitBytes, exitCode: .badFile)
            if (try? PKI.Certificate(derBytes: bytes)) != nil {
                certificates.append(bytes)
            } else if (try? RevocationList(derBytes: bytes)) != nil {
                crls.append(bytes)
            } else {
                do {
                    _ = try OCSPAnswer(derBytes: bytes)
                } catch {
                    throw Self.failure(path, "no certificate, no CRL, no OCSP answer: \(error.message)", .badFile)
                }
                ocsps.append(bytes)
            }
        }
        return DocumentSecurityStore(certificates: certificates, ocsps: ocsps, crls: crls)
    }

    private static func read(_ path: String, limit: Int, exitCode: ExitCode) throws(CommandFailure) -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let data = try handle.read(upToCount: limit + 1) ?? Data()
            try handle.close()
            guard data.count <= limit else { throw Self.failure(path, "more than \(limit) bytes", exitCode) }
            return [UInt8](data)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw Self.failure(path, "\(error.localizedDescription)", exitCode)
        }
    }

    private static func failure(_ path: String, _ reason: String, _ exitCode: ExitCode) -> CommandFailure {
        CommandFailure(Words("Không đọc được \(path): \(reason)", "\(path) cannot be read: \(reason)"), exitCode: exitCode)
    }
}

extension ExitCode {
    /// No verdict can be given.
    static let undecided = ExitCode(2)
}
