import SwiftASN1

extension Certificate {
    /// Reads every certificate of a PEM text, in its order.
    ///
    /// - Parameter text: One or more `CERTIFICATE` blocks; other blocks are an error.
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedCertificate`` when a block is something else or there is none.
    public static func reading(pem text: String) throws(PKIError) -> [Certificate] {
        let documents: [PEMDocument]
        do {
            documents = try PEMDocument.parseMultiple(pemString: text)
        } catch {
            throw PKIError(code: .malformedCertificate, message: "the text is not PEM: \(error)")
        }
        guard !documents.isEmpty else {
            throw PKIError(code: .malformedCertificate, message: "the PEM text holds no certificate")
        }
        var certificates: [Certificate] = []
        for document in documents {
            guard document.discriminator == "CERTIFICATE" else {
                throw PKIError(code: .malformedCertificate, message: "the PEM text holds a \(document.discriminator)")
            }
            certificates.append(try Certificate(derBytes: document.derBytes))
        }
        return certificates
    }

    /// The certificate as one PEM block with a closing newline.
    public var pem: String {
        PEMDocument(type: "CERTIFICATE", derBytes: self.derBytes).pemString + "\n"
    }
}
