import PDF
import PKI

extension EmbeddedSignature {
    /// The CMS in the signature; only the baseline insists on DER.
    ///
    /// - Throws: ``PKIError`` when it cannot be read.
    func message() throws(PKIError) -> CMSSignature {
        self.subFilter == "adbe.pkcs7.detached"
            ? try CMSSignature(olderContents: self.contents) : try CMSSignature(contents: self.contents)
    }
}
