import HosoProto

/// Answer of `GET /v1/certificates`.
struct CertificatesBody: Encodable {
    let certificates: [CertificateBody]

    init(_ wire: Hoso_Signing_V1_ListCertificatesResponse) { self.certificates = wire.certificates.map(CertificateBody.init) }
}
