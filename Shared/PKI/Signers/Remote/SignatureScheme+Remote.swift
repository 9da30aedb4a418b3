extension SignatureScheme {
    /// The object identifier a remote service is asked for.
    var remoteName: String {
        switch self {
        case .rsaPKCS1SHA256: "1.2.840.113549.1.1.11"
        case .rsaPSSSHA256: "1.2.840.113549.1.1.10"
        case .ecdsaP256SHA256: "1.2.840.10045.4.3.2"
        case .ecdsaP384SHA384: "1.2.840.10045.4.3.3"
        }
    }

    /// The identifiers under which services list that they can sign so. Many name only the kind of key.
    var remoteNames: Set<String> {
        switch self {
        case .rsaPKCS1SHA256: [self.remoteName, "1.2.840.113549.1.1.1"]
        case .rsaPSSSHA256: [self.remoteName]
        case .ecdsaP256SHA256, .ecdsaP384SHA384: [self.remoteName, "1.2.840.10045.2.1"]
        }
    }

    /// The parameters beside the identifier, DER.
    var remoteParameters: [UInt8]? {
        self == .rsaPSSSHA256 ? Self.pssParameters : nil
    }
}

extension DigestAlgorithm {
    /// The object identifier in dotted form.
    var dottedName: String {
        switch self {
        case .sha256: "2.16.840.1.101.3.4.2.1"
        case .sha384: "2.16.840.1.101.3.4.2.2"
        case .sha512: "2.16.840.1.101.3.4.2.3"
        }
    }
}
