/// The messages of the remote signing protocol, as far as they are used.
///
/// Source: Cloud Signature Consortium, API v2: credentials/info, credentials/authorize, signatures/signHash.
enum CSC {
    struct InfoRequest: Encodable {
        let credentialID: String
        let certificates = "chain"
        let certInfo = false
        let authInfo = true
    }

    struct Info: Decodable {
        struct Key: Decodable {
            let status: String?
            let algo: [String]
        }

        struct Certificates: Decodable {
            let status: String?
            let certificates: [String]
        }

        struct Authorization: Decodable {
            let mode: String?
        }

        let key: Key
        let cert: Certificates
        let auth: Authorization?
        let multisign: Int?
    }

    struct AuthorizationData: Encodable {
        let id: String
        let value: String
    }

    struct AuthorizeRequest: Encodable {
        let credentialID: String
        let numSignatures: Int
        let hashes: [String]
        let hashAlgorithmOID: String
        let authData: [AuthorizationData]?
    }

    struct Authorized: Decodable {
        let SAD: String
    }

    struct SignRequest: Encodable {
        let credentialID: String
        let SAD: String
        let hashes: [String]
        let hashAlgorithmOID: String
        let signAlgo: String
        let signAlgoParams: String?
        let operationMode = "S"
    }

    struct Signed: Decodable {
        let signatures: [String]
    }

    struct Refusal: Decodable {
        let error: String
    }
}
