import Clocks

extension AlgorithmLimits {
    /// The tables an operator chooses from.
    public enum Table: String, Sendable, CaseIterable {
        /// ``AlgorithmLimits/standard``: what authorities that issue 2,048 bits of RSA can follow.
        case nist
        /// ``AlgorithmLimits/etsi``.
        case etsi

        /// The rows.
        public var limits: AlgorithmLimits {
            switch self {
            case .nist: .standard
            case .etsi: .etsi
            }
        }
    }

    /// The dates of TS 119 312 V1.4.3, tables 9 and 10, which are known here only from others who cite them (unverified): RSA below
    /// 3,000 bits ended with 2025. A signature that is proven to be older stays good.
    public static let etsi = AlgorithmLimits(
        rows: [
            Row(.rsa(bits: 3000...16384), until: nil, source: "TS 119 312 V1.4.3, table 10"),
            Row(.rsa(bits: 2048...2999), until: UTCInstant(iso8601: "2025-12-31T23:59:59Z"), source: "TS 119 312 V1.4.3, table 9: through 2025"),
        ]
            + AlgorithmLimits.standard.rows.filter { row in
                if case .rsa = row.subject { false } else { true }
            })
}
