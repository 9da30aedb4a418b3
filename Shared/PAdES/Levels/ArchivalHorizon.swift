public import Clocks
public import PDF
public import PKI

/// Until when a document can be judged by what it carries, and so until when it must be renewed.
///
/// The newest document timestamp carries everything before it. It holds as long as its authority's certificates and
/// its algorithms do; after that, only a further timestamp made before helps.
///
/// Source: EN 319 142-1, 5.4.3; EN 319 102-1, 5.6.
public struct ArchivalHorizon: Hashable, Sendable {
    /// The time of the newest document timestamp.
    public let stampedAt: UTCInstant
    /// The first certificate of the authority's path to end.
    public let end: UTCInstant
    /// Which certificate that is, by its holder's name.
    public let endingCertificate: String

    /// Reads the horizon of a document; `nil` when it carries no document timestamp.
    ///
    /// - Parameters:
    ///   - document: A document of level B-LTA.
    ///   - trust: Whom the timestamp authority must lead to.
    /// - Throws: ``PAdESError`` when the timestamp cannot be read or its authority leads to no anchor.
    public static func of(_ document: PDFDocument, trust: TrustStore) throws(PAdESError) -> ArchivalHorizon? {
        let parts = try SignedPart.reading(document)
        guard let token = parts.last(where: { $0.signature == nil })?.timestamps.first else { return nil }
        let carried: [[UInt8]]
        do {
            carried = try document.securityStore().certificates
        } catch {
            throw .document(error)
        }
        let report = token.judgeAuthority(trust: trust, helpers: parts.flatMap(\.certificates) + carried, at: token.generatedAt)
        // The anchor is trusted by itself, whatever its own certificate says.
        let path = report.path.count > 1 ? Array(report.path.dropLast()) : report.path
        guard let first = path.min(by: { $0.notAfter < $1.notAfter }) else { throw .notTrusted(report.detail) }
        return ArchivalHorizon(
            stampedAt: token.generatedAt, end: first.notAfter, endingCertificate: first.subject.commonName)
    }

    /// Whether it is time to renew.
    ///
    /// - Parameters:
    ///   - instant: The time now.
    ///   - margin: How long before the end to renew; authorities and operators need time.
    public func isDue(at instant: UTCInstant, margin: Duration = .seconds(180 * 86_400)) -> Bool { self.end - margin <= instant }
}
