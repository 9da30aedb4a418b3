import ArgumentParser

/// What a paper is before its pages are captured: the body of `POST /v1/captures`.
struct CaptureOpening: Encodable, Hashable, Sendable {
    var dossierId: String
    var dossierCode: String
    var componentCode: String
    var paperTypeCode: String
    var role: String
    var ownerId: String
    var agencyCode: String
    var secrecy: String
    var title: String
    /// Lowest resolution accepted; nil = that of the paper type. Unit: dots per inch.
    var minimumDpi: Int?
}
