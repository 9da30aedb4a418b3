import ArgumentParser
import AsyncHTTPClient
import Foundation
import PKI

/// Which key signs: on a token, at a remote service, or for trying out in a file.
struct SignerOptions: ParsableArguments {
    @Option(help: "Thư viện PKCS#11 của thiết bị / the device's PKCS#11 module.")
    var module: String?
    @Option(help: "Nhãn của thiết bị / label of the token.")
    var token: String?
    @Option(help: "Mã khóa trên thiết bị, hệ 16 / identifier of the key on the token, hex.")
    var keyID: String?
    @Option(help: "Địa chỉ dịch vụ ký từ xa (CSC API v2) / address of the remote signing service.")
    var remote: String?
    @Option(help: "Mã khóa ở dịch vụ ký từ xa / credential at the remote service.")
    var credential: String?
    @Option(help: "Tệp chứa mã truy cập dịch vụ ký từ xa / file with the access token.")
    var accessTokenFile: String?
    @Option(help: "Tệp chứa mã PIN / file with the PIN.")
    var pinFile: String?
    @Option(help: "Tệp khóa thử nghiệm / key file for trying out.")
    var key: String?
    @Option(help: "Tệp chứng thư và các CA bên trên / file with the certificate and those above it.")
    var certificate: String?

    func validate() throws {
        guard [self.module, self.remote, self.key].compactMap({ $0 }).count == 1 else {
            throw ValidationError("--module | --remote | --key")
        }
        if self.module != nil, self.token == nil || self.keyID == nil { throw ValidationError("--token, --key-id") }
        if self.remote != nil, self.credential == nil || self.accessTokenFile == nil {
            throw ValidationError("--credential, --access-token-file")
        }
        if self.key != nil, self.certificate == nil { throw ValidationError("--certificate") }
    }

    /// Opens the signer.
    ///
    /// - Throws: ``SignerError`` or ``CommandFailure``.
    func signer(http: HTTPClient) async throws -> any DocumentSigner {
        let chain = try self.certificates()
        let pin = try self.pinFile.map { path throws(CommandFailure) in PIN(try SecretText.read(path)) }
        if let module = self.module {
            let token = try await PKCS11Token.open(module: module, .label(self.token ?? ""))
            if let pin { try await token.enter(pin) }
            guard let id = Self.bytes(self.keyID ?? "") else {
                throw CommandFailure(Words("Mã khóa không phải hệ 16", "--key-id is not hex"), exitCode: .configuration)
            }
            return try await PKCS11Signer(token: token, key: .id(id), certificate: chain.first, chain: Array(chain.dropFirst()))
        }
        if let remote = self.remote {
            let access = PIN(try SecretText.read(self.accessTokenFile ?? ""))
            return try await RemoteSigner(
                RemoteSignerConfiguration(baseURL: remote, credentialID: self.credential ?? "", accessToken: access, pin: pin), http: http)
        }
        guard let own = chain.first else {
            throw CommandFailure(Words("Thiếu chứng thư", "no certificate"), exitCode: .configuration)
        }
        do {
            return try SoftwareKeySigner(keyFile: self.key ?? "", certificate: own, chain: Array(chain.dropFirst()))
        } catch {
            throw CommandFailure(Words("Khóa không dùng được: \(error.code)", "the key cannot be used: \(error.message)"), exitCode: .badFile)
        }
    }

    private func certificates() throws -> [PKI.Certificate] {
        guard let path = self.certificate else { return [] }
        return try CertificateFile.read(path)
    }

    private static func bytes(_ hex: String) -> [UInt8]? {
        guard hex.count.isMultiple(of: 2), !hex.isEmpty else { return nil }
        var bytes: [UInt8] = []
        var rest = hex[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
