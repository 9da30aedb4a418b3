/// A failure told to another process: a code for programs, sentences for people, and who can mend it.
///
/// Thrown by handlers of calls; it travels as `hoso.common.v1.Failure` in the details of the gRPC status.
public struct HosoFailure: Error, Hashable, Sendable {
    /// What kind of failure; the numbers are those of the wire and never reused.
    public enum Code: Int, CaseIterable, Sendable {
        /// A value is missing, malformed or contradicts another one.
        case invalidArgument = 1
        /// Nothing is known under that id, code or digest.
        case notFound = 2
        /// The step is impossible in the present state.
        case wrongState = 3
        /// Somebody else changed the object since the caller read it.
        case conflict = 4
        /// The same idempotency key came with another content.
        case keyReused = 5
        /// A file is damaged, encrypted, too large or of another type than it claims.
        case badFile = 6
        /// A page misses the technical quality of R25.
        case quality = 7
        /// The paper is declared a state secret and has no way in.
        case secret = 8
        /// The certificate is expired, of another person, of another purpose or not trusted.
        case certificate = 9
        /// A service, the broker or the database cannot be reached now.
        case unavailable = 10
        /// The caller may not do this.
        case denied = 11
        /// The service failed in a way its authors did not foresee.
        case `internal` = 12
    }

    /// Who can do something about it.
    public enum Mender: Int, CaseIterable, Sendable {
        /// The caller, by sending something else.
        case caller = 1
        /// The people who run the suite.
        case `operator` = 2
        /// Nobody needs to: trying again later is enough.
        case time = 3
        /// The makers of the suite.
        case developer = 4
    }

    /// What kind of failure it is.
    public var code: Code
    /// The sentence in Vietnamese: what is wrong and what to do. Without personal data.
    public var messageVi: String
    /// The same sentence in English.
    public var messageEn: String
    /// Who can mend it.
    public var whoCanMend: Mender
    /// When trying again makes sense; nil when waiting does not help.
    public var retryAfter: Duration?
    /// The field or rule at fault in dotted form, for example `components[2].pages`; empty if none.
    public var pointer: String

    /// Makes a failure; without `whoCanMend` it is the one the code suggests.
    public init(
        code: Code, messageVi: String, messageEn: String, whoCanMend: Mender? = nil, retryAfter: Duration? = nil,
        pointer: String = ""
    ) {
        self.code = code
        self.messageVi = messageVi
        self.messageEn = messageEn
        self.whoCanMend = whoCanMend ?? Self.usualMender(code)
        self.retryAfter = retryAfter
        self.pointer = pointer
    }

    private static func usualMender(_ code: Code) -> Mender {
        switch code {
        case .unavailable: .time
        case .internal: .developer
        default: .caller
        }
    }
}
