import COpenSSL

/// What a certificate is judged for.
enum CertificatePurpose: Sendable {
    /// Signing documents. OpenSSL is asked for no purpose, because it would demand an e-mail certificate.
    case documents
    /// Signing timestamps (RFC 3161, 2.3).
    case timestamps

    var openSSLPurpose: Int32 {
        switch self {
        case .documents: X509_PURPOSE_ANY
        case .timestamps: X509_PURPOSE_TIMESTAMP_SIGN
        }
    }

    /// Whether the certificate's own extensions allow it.
    func allows(_ certificate: Certificate) -> Bool {
        switch self {
        case .documents: certificate.maySignDocuments
        case .timestamps: certificate.mayTimestamp
        }
    }
}
