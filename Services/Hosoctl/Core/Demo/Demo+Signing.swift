import Foundation
import PKI

/// Signing as the officer's own machine does it (R38).
extension Demo {
    private struct Order: Encodable {
        struct Subject: Encodable {
            var kind = "digitization.paper"
            var id: String
            var key: String
        }

        var document: Gateway.Blob
        var subject: Subject
        var profile = "desk-copy"
        var certificateSha256: String
    }

    private struct Completion: Encodable {
        var signature: String
    }

    func sign(_ name: String, officer: String) async throws {
        guard let id = self.journal["\(name).paper"], let code = self.journal["dossier.code"] else {
            throw self.failed("Thiếu giấy tờ trong nhật ký", "the journal has no paper")
        }
        let paper = try await self.paper(id)
        guard paper.state == "captured", let copy = paper.eCopy else { return self.showDoneBefore() }
        let key = try OfficerKey(officer: officer, in: self.pki)
        let order = Order(
            document: copy, subject: Order.Subject(id: id, key: code),
            certificateSha256: Self.hex(key.certificate.sha256))
        let completed = try await self.complete(order, name: name, key: key)
        self.show(
            Words(
                "Chữ ký của \(key.certificate.subject.commonName): \(completed.report.verdict ?? "?")",
                "signed by \(officer); the suite never had the key"))
        if let words = completed.report.wordsVi { self.console.line("        \(words)") }
        if let words = completed.report.wordsEn { self.console.line("        \(words)") }
        self.look("/v1/files/\(completed.signedDocument.sha256)-\(completed.signedDocument.sizeBytes.value)")
    }

    /// Prepare → sign here → complete; a prepared request that ran out of time is prepared anew under the next key.
    private func complete(_ order: Order, name: String, key: OfficerKey) async throws -> Gateway.CompletedSignature {
        var attempt = Int(self.journal["\(name).signing"] ?? "") ?? 1
        while true {
            let prepared: Gateway.PreparedSignature = try await self.gateway.post(
                "/v1/signatures", order, officer: key.officerCode, key: self.journal.key("sign-\(name)-\(attempt)"))
            let value = try Self.value(prepared, key)
            do {
                return try await self.gateway.post(
                    "/v1/signatures/\(prepared.requestId)/complete",
                    Completion(signature: Data(value).base64EncodedString()), officer: key.officerCode)
            } catch let refusal as GatewayRefusal where refusal.status == 409 && attempt < 5 {
                attempt += 1
                try self.journal.remember("\(name).signing", "\(attempt)")
                self.show(Words("yêu cầu ký đã hết hạn, chuẩn bị lại", "the request had expired, preparing anew"))
            }
        }
    }

    private static func value(_ prepared: Gateway.PreparedSignature, _ key: OfficerKey) throws -> [UInt8] {
        guard let content = Data(base64Encoded: prepared.toBeSigned), let digest = Data(base64Encoded: prepared.digest),
            let scheme = Self.scheme(prepared.algorithm)
        else {
            throw CommandFailure(
                Words("Gateway đưa yêu cầu ký không đọc được", "the gateway's signature request cannot be read"), exitCode: .stepFailed)
        }
        return try key.sign(toBeSigned: Array(content), digest: Array(digest), scheme: scheme)
    }

    /// The scheme of a name such as `ecdsaP256Sha256`, whatever its letters' case.
    static func scheme(_ name: String) -> SignatureScheme? {
        let wanted = name.lowercased().filter { $0.isLetter || $0.isNumber }
        return SignatureScheme.allCases.first { $0.rawValue.filter { $0.isLetter || $0.isNumber } == wanted }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
