import Clocks
import PDF
import PKI

/// A small PDF with a real signature of a development certificate.
struct SignedPaper {
    let root: PKI.Certificate
    let bytes: [UInt8]

    init(signedAt: UTCInstant) throws {
        let authority = try DevelopmentAuthority(organization: "Test", now: signedAt - .seconds(60))
        let identity = try authority.issue(
            to: DevelopmentSubject(commonName: "Mai Thùy Vy", organization: "Test", identity: "HS0031"),
            notBefore: signedAt - .seconds(60), notAfter: signedAt + .seconds(86_400))
        let builder = try CMSBuilder(certificate: identity.certificate, chain: identity.chain, scheme: .ecdsaP256SHA256)
        let prepared = try SignaturePreparation.prepare(
            Self.page, SignatureRequest(signedAt: signedAt, reservedBytes: builder.reservedBytes))
        let attributes = try builder.signedAttributes(contentDigest: prepared.digest)
        let value = try identity.signer().sign(digest: attributes.digest, scheme: .ecdsaP256SHA256)
        self.root = authority.root
        self.bytes = try prepared.embed(cms: builder.build(attributes, contentDigest: prepared.digest, signature: value))
    }

    /// One empty page.
    static let page: [UInt8] = {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
        var file = "%PDF-1.7\n"
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(file.utf8.count)
            table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        return Array((file + table + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n").utf8)
    }()
}
