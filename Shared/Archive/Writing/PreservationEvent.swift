public import Clocks

/// Something that happened to preserved content: one PREMIS event.
///
/// Source: PREMIS 3.0; Circular 05/2025/TT-BNV: `transfer` for digitization, `information package creation` for an AIP out of a SIP.
public struct PreservationEvent: Hashable, Sendable {
    /// Who took part.
    public struct Agent: Hashable, Sendable {
        /// In which role.
        public enum Role: String, CaseIterable, Hashable, Sendable {
            /// Who allowed it.
            case authorizer
            /// Who did it.
            case implementer
            /// Who checked it.
            case validator
            /// With which program.
            case program = "executing program"
        }

        /// Role.
        public let role: Role
        /// Code of the person, or name and version of the program.
        public let code: String
        /// Name; for a program the same as the code.
        public let name: String

        /// Makes an agent.
        public init(_ role: Role, code: String, name: String) {
            self.role = role
            self.code = code
            self.name = name
        }
    }

    /// Id.
    public var id: Identifier
    /// Type, of the vocabulary of the Library of Congress.
    public var type: String
    /// When.
    public var at: UTCInstant
    /// Outcome: `00` = success.
    public var outcome = "00"
    /// More about the outcome; empty = nothing.
    public var note = ""
    /// Who took part.
    public var agents: [Agent]
    /// What it was made from, for instance the object id of a SIP.
    public var sources: [String] = []

    /// Makes an event that succeeded.
    public init(id: Identifier, type: String, at: UTCInstant, agents: [Agent], sources: [String] = []) {
        self.id = id
        self.type = type
        self.at = at
        self.agents = agents
        self.sources = sources
    }
}
