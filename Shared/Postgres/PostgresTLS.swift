/// Whether and how a connection to PostgreSQL is encrypted.
public struct PostgresTLS: Sendable, Hashable {
    /// libpq's `sslmode`.
    let mode: String
    /// A PEM file with the authorities to trust.
    let rootCertificateFile: String?
    /// A PEM file with the client's certificate.
    var certificateFile: String?
    /// A PEM file with the client's key.
    var keyFile: String?

    private init(mode: String, rootCertificateFile: String? = nil) {
        self.mode = mode
        self.rootCertificateFile = rootCertificateFile
    }

    /// Plain text: for a Unix socket or a trusted network.
    public static let disable = Self(mode: "disable")

    /// Encrypted, but whoever answers is believed.
    public static let require = Self(mode: "require")

    /// Encrypted; the server's certificate must come from one of the authorities and bear the host's name.
    ///
    /// - Parameter rootCertificateFile: Path of a PEM file with the authorities to trust.
    public static func verifyFull(rootCertificateFile: String) -> Self {
        Self(mode: "verify-full", rootCertificateFile: rootCertificateFile)
    }

    /// The same, and the client shows a certificate of its own.
    ///
    /// - Parameters:
    ///   - certificateFile: Path of a PEM file with the client's certificate.
    ///   - keyFile: Path of a PEM file with its key, readable by this user only.
    public func withClientCertificate(certificateFile: String, keyFile: String) -> Self {
        var copy = self
        copy.certificateFile = certificateFile
        copy.keyFile = keyFile
        return copy
    }
}
