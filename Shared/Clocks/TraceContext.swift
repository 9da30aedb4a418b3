/// To which piece of work something belongs, across all processes that had a part in it.
///
/// It begins at the edge, travels with every call and every event, and stands in every log line as `trace.id`.
/// Source: W3C Trace Context, Level 1, section 3.2 (`traceparent`).
public struct TraceContext: Hashable, Sendable {
    private let traceHigh: UInt64
    private let traceLow: UInt64
    private let parent: UInt64
    private let isSampled: Bool

    /// What the current task works for; nil when nothing said so.
    @TaskLocal public static var current: TraceContext?

    private init(traceHigh: UInt64, traceLow: UInt64, parent: UInt64, isSampled: Bool) {
        self.traceHigh = traceHigh
        self.traceLow = traceLow
        self.parent = parent
        self.isSampled = isSampled
    }

    /// Begins a new trace.
    public static func root() -> TraceContext {
        var random = SystemRandomNumberGenerator()
        return self.root(using: &random)
    }

    /// Begins a new trace with ids from this generator.
    public static func root(using random: inout some RandomNumberGenerator) -> TraceContext {
        TraceContext(
            traceHigh: random.next(), traceLow: Self.nonZero(&random), parent: Self.nonZero(&random), isSampled: true)
    }

    /// The next piece of work of the same trace.
    public func child() -> TraceContext {
        var random = SystemRandomNumberGenerator()
        return self.child(using: &random)
    }

    /// The next piece of work of the same trace, with an id from this generator.
    public func child(using random: inout some RandomNumberGenerator) -> TraceContext {
        TraceContext(
            traceHigh: self.traceHigh, traceLow: self.traceLow, parent: Self.nonZero(&random), isSampled: self.isSampled)
    }

    /// Goes on with what somebody sent, or begins anew when it was nothing or cannot be read.
    public static func continuing(_ traceparent: String?) -> TraceContext {
        traceparent.flatMap { TraceContext(traceparent: $0) }?.child() ?? .root()
    }

    /// Reads a `traceparent`; nil when it is not valid, which a receiver must ignore.
    ///
    /// A later version may have more fields behind a further hyphen; those are dropped.
    public init?(traceparent text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 55, bytes[2] == 0x2D, bytes[35] == 0x2D, bytes[52] == 0x2D,
            let version = Self.hex(bytes[0..<2]), version != 0xFF,
            let high = Self.hex(bytes[3..<19]), let low = Self.hex(bytes[19..<35]), high != 0 || low != 0,
            let parent = Self.hex(bytes[36..<52]), parent != 0,
            let flags = Self.hex(bytes[53..<55])
        else { return nil }
        guard bytes.count == 55 || (version > 0 && bytes[55] == 0x2D) else { return nil }
        self.init(traceHigh: high, traceLow: low, parent: parent, isSampled: flags & 1 == 1)
    }

    /// The form in which it travels: `00-<trace>-<parent>-<flags>`. 55 bytes.
    public var traceparent: String {
        "00-\(self.traceID)-\(Self.text(self.parent))-\(self.isSampled ? "01" : "00")"
    }

    /// The id that is the same everywhere: 32 lower-case hexadecimal digits.
    public var traceID: String { Self.text(self.traceHigh) + Self.text(self.traceLow) }

    private static func nonZero(_ random: inout some RandomNumberGenerator) -> UInt64 {
        UInt64.random(in: 1...UInt64.max, using: &random)
    }

    /// Lower-case digits only, as the standard demands.
    private static func hex(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: value = value << 4 | UInt64(digit - 0x30)
            case 0x61...0x66: value = value << 4 | UInt64(digit - 0x57)
            default: return nil
            }
        }
        return value
    }

    private static func text(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
