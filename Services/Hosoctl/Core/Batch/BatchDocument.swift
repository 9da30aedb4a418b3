import Clocks
import Foundation
import PDF
import PKI

/// One document on its way through a batch: prepared, waiting for its value.
struct BatchDocument: Sendable {
    let file: String
    let source: String
    let prepared: PreparedSignature
    let contentDigest: [UInt8]
    let attributes: SignedAttributes

    /// Why a document was not signed; the batch goes on.
    struct Fault: Error {
        let words: Words
    }

    /// Reads and prepares a document.
    ///
    /// - Throws: ``Fault`` when it cannot be signed.
    init(_ file: String, bytes: [UInt8], source: String, builder: CMSBuilder, plan: BatchPlan, at now: UTCInstant) throws {
        let subject = builder.certificate.subject
        let appearance = plan.font.map {
            SignatureAppearance.deskCopy(
                signer: subject.commonName, agency: subject.organization ?? "", signedAt: now, font: $0)
        }
        do {
            self.prepared = try SignaturePreparation.prepare(
                bytes,
                SignatureRequest(
                    appearance: appearance ?? .invisible, signedAt: now, signerName: subject.commonName,
                    reservedBytes: builder.reservedBytes))
            self.contentDigest = builder.scheme.digestAlgorithm.digest(Self.pieces(self.prepared))
            self.attributes = try builder.signedAttributes(contentDigest: self.contentDigest)
        } catch let error as PDFError {
            throw Fault(words: Words("không ký được: \(error.code)", "cannot be signed: \(error.message)"))
        } catch let error as PKIError {
            throw Fault(words: Words("không ký được: \(error.code)", "cannot be signed: \(error.message)"))
        }
        self.file = file
        self.source = source
    }

    /// The signed document and its CMS.
    ///
    /// - Throws: ``Fault`` when the value does not belong to the document.
    func finished(_ value: [UInt8], builder: CMSBuilder) throws -> (bytes: [UInt8], cms: [UInt8]) {
        do {
            let cms = try builder.build(self.attributes, contentDigest: self.contentDigest, signature: value)
            return (try self.prepared.embed(cms: cms), cms)
        } catch let error as PKIError {
            throw Fault(words: Words("giá trị ký không khớp: \(error.code)", "the value does not fit: \(error.message)"))
        } catch let error as PDFError {
            throw Fault(words: Words("không chèn được chữ ký: \(error.code)", "the signature cannot be embedded: \(error.message)"))
        }
    }

    private static func pieces(_ prepared: PreparedSignature) -> [ArraySlice<UInt8>] {
        let range = prepared.byteRange
        return [
            prepared.bytes[..<range.firstLength], prepared.bytes[range.secondOffset..<(range.secondOffset + range.secondLength)],
        ]
    }
}
