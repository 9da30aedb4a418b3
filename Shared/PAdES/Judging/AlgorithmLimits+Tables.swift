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

    /// The dates of TS 119 312 V2.1.1 (2026-06), 8.4 and table 6, read in a transcript and not in ETSI's own file: keys of RSA from 1,900
    /// to below 3,000 bits get no certificate after 2026-12-31, and the certificates they have end with 2028 at the latest. What counts
    /// for a signature is the latter; EU DSS's catalogue of V1.5.1 (2024) ends these keys on the same day. V1.4.3 had ended them with
    /// 2025. A signature that is proven to be older stays good.
    public static let etsi = AlgorithmLimits(
        rows: [
            Row(.rsa(bits: 3000...16384), until: nil, source: "TS 119 312 V2.1.1, table 6"),
            Row(
                .rsa(bits: 2048...2999), until: UTCInstant(iso8601: "2028-12-31T23:59:59Z"),
                source: "TS 119 312 V2.1.1, 8.4: certificates of such keys end by 2028-12-31"),
        ]
            + AlgorithmLimits.standard.rows.filter { row in
                if case .rsa = row.subject { false } else { true }
            })
}
