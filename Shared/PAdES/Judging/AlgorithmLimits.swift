public import Clocks
public import PKI

/// Until when which algorithms and key lengths are accepted; what is not in the table never is.
///
/// An algorithm counts as of the time for which the existence of a signature is proven, so an old signature stays good when a
/// timestamp that still holds was put over it in time.
public struct AlgorithmLimits: Hashable, Sendable {
    /// What a row is about.
    public enum Subject: Hashable, Sendable {
        /// A hash function.
        case digest(DigestAlgorithm)
        /// RSA keys with a modulus of so many bits.
        case rsa(bits: ClosedRange<Int>)
        /// Keys on a curve.
        case curve(KeyAlgorithm)
    }

    /// A row of the table.
    public struct Row: Hashable, Sendable {
        /// What it is about.
        public let subject: Subject
        /// The last instant of acceptance; `nil` while no end is known.
        public let until: UTCInstant?
        /// Where that comes from.
        public let source: String

        /// Makes a row.
        public init(_ subject: Subject, until: UTCInstant?, source: String) {
            self.subject = subject
            self.until = until
            self.source = source
        }
    }

    /// An answer of the table.
    public enum Answer: Hashable, Sendable {
        /// Accepted at that time.
        case accepted
        /// Accepted until a time that is over.
        case ranOut(UTCInstant)
        /// Never accepted.
        case refused
    }

    /// The rows; the first that fits decides.
    public let rows: [Row]

    /// Makes a table.
    public init(rows: [Row]) { self.rows = rows }

    /// The dates of NIST. SHA-1, RSA below 2048 bits and other curves are in no row.
    public static let standard = AlgorithmLimits(rows: [
        Row(.digest(.sha256), until: nil, source: "NIST SP 800-131A r2, section 9"),
        Row(.digest(.sha384), until: nil, source: "NIST SP 800-131A r2, section 9"),
        Row(.digest(.sha512), until: nil, source: "NIST SP 800-131A r2, section 9"),
        Row(.rsa(bits: 3072...16384), until: nil, source: "NIST SP 800-57-1 r5, table 4"),
        Row(.rsa(bits: 2048...3071), until: UTCInstant(iso8601: "2030-12-31T23:59:59Z"), source: "NIST SP 800-57-1 r5, table 4: 112 bits through 2030"),
        Row(.curve(.p256), until: nil, source: "NIST SP 800-57-1 r5, table 4"),
        Row(.curve(.p384), until: nil, source: "NIST SP 800-57-1 r5, table 4"),
    ])

    /// Whether a hash function is accepted at a time.
    public func answer(about digest: DigestAlgorithm, at instant: UTCInstant) -> Answer {
        self.answer(at: instant) { $0 == .digest(digest) }
    }

    /// Whether a key is accepted at a time.
    public func answer(about key: KeyAlgorithm, at instant: UTCInstant) -> Answer {
        self.answer(at: instant) { subject in
            switch (subject, key) {
            case (.rsa(let range), .rsa(let bits)): range.contains(bits)
            case (.curve(let curve), _): curve == key
            default: false
            }
        }
    }

    private func answer(at instant: UTCInstant, _ fits: (Subject) -> Bool) -> Answer {
        guard let row = self.rows.first(where: { fits($0.subject) }) else { return .refused }
        guard let until = row.until, instant > until else { return .accepted }
        return .ranOut(until)
    }
}
