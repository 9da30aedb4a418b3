import Foundation
import PKI

/// One officer's certificate with its chain and, on the officer's own machine, the key.
struct OfficerKey: Sendable {
    let officerCode: String
    let certificate: PKI.Certificate
    let chain: [PKI.Certificate]
    private let keyFile: String

    /// Reads the certificate of one officer from a PKI folder.
    ///
    /// - Throws: ``CommandFailure`` when there is none.
    init(officer: String, in directory: String) throws(CommandFailure) {
        try self.init(holder: officer, folder: "\(directory)/officers")
    }

    /// Reads the certificate of one agency from a PKI folder.
    ///
    /// - Throws: ``CommandFailure`` when there is none.
    init(agency: String, in directory: String) throws(CommandFailure) {
        try self.init(holder: agency, folder: "\(directory)/agencies")
    }

    private init(holder officer: String, folder: String) throws(CommandFailure) {
        let path = "\(folder)/\(officer).crt"
        let all: [PKI.Certificate]
        do {
            all = try PKI.Certificate.reading(pem: String(contentsOfFile: path, encoding: .utf8))
        } catch {
            throw CommandFailure(
                Words("Không đọc được chứng thư \(path)", "the certificate \(path) cannot be read: \(error)"),
                mend: Words("chạy `hosoctl pki init` trước", "run `hosoctl pki init` first"), exitCode: .badFile)
        }
        guard let first = all.first else {
            throw CommandFailure(
                Words("\(path) không chứa chứng thư nào", "\(path) holds no certificate"),
                mend: Words("chạy `hosoctl pki init` trước", "run `hosoctl pki init` first"), exitCode: .badFile)
        }
        self.officerCode = officer
        self.certificate = first
        self.chain = Array(all.dropFirst())
        self.keyFile = "\(folder)/\(officer).key"
    }

    /// Everybody in a PKI folder, by officer code.
    static func all(in directory: String) throws(CommandFailure) -> [OfficerKey] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: "\(directory)/officers")
        } catch {
            throw CommandFailure(
                Words("Không đọc được thư mục \(directory)/officers", "the folder \(directory)/officers cannot be read: \(error.localizedDescription)"),
                mend: Words("chạy `hosoctl pki init` trước", "run `hosoctl pki init` first"), exitCode: .badFile)
        }
        var keys: [OfficerKey] = []
        for name in names.filter({ $0.hasSuffix(".crt") }).sorted() {
            keys.append(try OfficerKey(officer: String(name.dropLast(4)), in: directory))
        }
        return keys
    }

    /// Every agency in a PKI folder, by its code; none in a folder of an earlier version.
    static func agencies(in directory: String) throws(CommandFailure) -> [OfficerKey] {
        // A folder that is not there and one that cannot be read differ: the latter is told by the first certificate.
        guard FileManager.default.fileExists(atPath: "\(directory)/agencies") else { return [] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: "\(directory)/agencies")
        } catch {
            throw CommandFailure(
                Words("Không đọc được thư mục \(directory)/agencies", "the folder \(directory)/agencies cannot be read: \(error.localizedDescription)"),
                exitCode: .badFile)
        }
        var keys: [OfficerKey] = []
        for name in names.filter({ $0.hasSuffix(".crt") }).sorted() {
            keys.append(try OfficerKey(agency: String(name.dropLast(4)), in: directory))
        }
        return keys
    }

    /// Signs as the officer's own device does: the suite never sees the key (R38).
    ///
    /// - Parameters:
    ///   - toBeSigned: The signed attributes that are shown to the signer.
    ///   - digest: What the service asks to be signed; must be the digest of the former.
    /// - Throws: ``CommandFailure`` when the digest belongs to something else or the key cannot be used.
    func sign(toBeSigned: [UInt8], digest: [UInt8], scheme: SignatureScheme) throws(CommandFailure) -> [UInt8] {
        guard scheme.digestAlgorithm.digest(toBeSigned) == digest else {
            throw CommandFailure(
                Words("Dịch vụ đưa giá trị băm không thuộc nội dung ký, không ký", "the digest does not belong to what is shown: not signed"),
                exitCode: .stepFailed)
        }
        do {
            return try SoftwareKeySigner(keyFile: self.keyFile, certificate: self.certificate).sign(digest: digest, scheme: scheme)
        } catch {
            throw CommandFailure(
                Words("Khóa của \(self.officerCode) không dùng được", "the key of \(self.officerCode) cannot be used: \(error.message)"),
                exitCode: .stepFailed)
        }
    }
}
