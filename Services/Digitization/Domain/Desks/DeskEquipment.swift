public import Clocks

/// What a digitization desk has to work with: tools, trained people, personal signatures (V-14, V-20).
public struct DeskEquipment: Hashable, Sendable {
    /// What a desk lacks, for people and programs.
    public enum Lack: String, CaseIterable, Hashable, Sendable {
        /// No scanner.
        case scanner
        /// No scanning software named.
        case software
        /// Nobody works there.
        case people
        /// Somebody has not been trained.
        case training
        /// Somebody cannot sign.
        case signature
    }

    /// Most people or tools of one desk.
    public static let mostCounted = 1000

    /// Agency.
    public let agencyCode: String
    /// Name of the desk, once per agency.
    public let desk: String
    /// Scanners that work.
    public let scanners: Int
    /// Scanning software with its version; empty = none.
    public let software: String
    /// People who work there.
    public let people: Int
    /// Of them, those who have been trained to digitize.
    public let trained: Int
    /// Of them, those with a personal digital signature.
    public let withSignature: Int
    /// Officer who recorded it.
    public let recordedBy: String
    /// When.
    public let recordedAt: UTCInstant

    /// Creates a record; nil when it counts more trained people or signatures than people, or anything impossible.
    public init?(
        agencyCode: String, desk: String, scanners: Int, software: String, people: Int, trained: Int, withSignature: Int,
        recordedBy: String, recordedAt: UTCInstant
    ) {
        let counts = [scanners, people, trained, withSignature]
        guard counts.allSatisfy({ (0...Self.mostCounted).contains($0) }), trained <= people, withSignature <= people else { return nil }
        self.agencyCode = agencyCode
        self.desk = desk
        self.scanners = scanners
        self.software = software
        self.people = people
        self.trained = trained
        self.withSignature = withSignature
        self.recordedBy = recordedBy
        self.recordedAt = recordedAt
    }

    /// What the desk lacks to digitize at all.
    public var lacks: [Lack] {
        let lacking: [(Bool, Lack)] = [
            (self.scanners == 0, .scanner), (self.software.isEmpty, .software), (self.people == 0, .people),
            (self.trained < self.people, .training), (self.withSignature < self.people, .signature),
        ]
        return lacking.filter(\.0).map(\.1)
    }
}
