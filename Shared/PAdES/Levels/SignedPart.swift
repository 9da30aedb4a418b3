import Clocks
import PDF
import PKI

/// A signature or document timestamp of a file, read as far as gathering evidence needs.
struct SignedPart: Sendable {
    /// Where it stands in the file.
    let embedded: EmbeddedSignature
    /// The signature; `nil` for a document timestamp.
    let signature: CMSSignature?
    /// The document timestamp, or the timestamps within the signature.
    let timestamps: [TimestampToken]

    init(_ embedded: EmbeddedSignature) throws(PKIError) {
        self.embedded = embedded
        if embedded.isDocumentTimestamp {
            self.signature = nil
            self.timestamps = [try TimestampToken(contents: embedded.contents)]
        } else {
            let signature = try embedded.message()
            self.signature = signature
            var tokens: [TimestampToken] = []
            for contents in try signature.timestamps() { tokens.append(try TimestampToken(contents: contents)) }
            self.timestamps = tokens
        }
    }

    /// Every certificate that came along, DER.
    var certificates: [[UInt8]] { (self.signature?.certificates ?? []) + self.timestamps.flatMap(\.certificates) }

    /// Every part of a document in the order of what they cover.
    static func reading(_ document: PDFDocument) throws(PAdESError) -> [SignedPart] {
        let signatures: [EmbeddedSignature]
        do {
            signatures = try RevisionMap(document).signatures
        } catch {
            throw .document(error)
        }
        var parts: [SignedPart] = []
        for embedded in signatures {
            do {
                parts.append(try SignedPart(embedded))
            } catch {
                throw .cryptography(error)
            }
        }
        return parts
    }
}
