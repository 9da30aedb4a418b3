/// What a package is for.
///
/// Source: Circular 05/2025/TT-BNV, articles 3 and 17; `csip:OAISPACKAGETYPE` of E-ARK CSIP 2.0.4.
public enum PackageKind: String, CaseIterable, Hashable, Sendable {
    /// Gói nộp: from one system to another.
    case submission = "SIP"
    /// Gói lưu trữ: the only form that is preserved.
    case archival = "AIP"
    /// Gói sử dụng: for a reader, on a request.
    case use = "DIP"

    /// The METS profile named at the root, as in the samples of the circular.
    var rootProfile: String {
        switch self {
        case .submission: Self.commonProfile
        case .archival: "http://www.ra.ee/METS/v01/IP.xml"
        case .use: "https://earkdip.dilcis.eu/profile/E-ARK-DIP.xml"
        }
    }

    /// The METS profile named in the representation.
    static let commonProfile = "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"

    /// Whether the package carries preservation metadata (PREMIS).
    var isPreserved: Bool { self == .archival }
}
