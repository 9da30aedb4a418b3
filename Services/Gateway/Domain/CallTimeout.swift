/// The `grpc-timeout` header as the specification has it: one to eight digits and a unit.
///
/// GRPCCore 2.4.3 reads at most eight characters, so `29999000u` (29.999 s) is silently dropped there; this type reads
/// all nine.
///
/// Source: gRPC over HTTP/2, "Timeout → `grpc-timeout` TimeoutValue TimeoutUnit".
public enum CallTimeout {
    /// Reads a header; anything malformed is nil.
    public static func parse(_ text: String) -> Duration? {
        let digits = text.utf8.dropLast()
        guard (1...8).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let amount = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        switch text.utf8.last {
        case UInt8(ascii: "H"): return .seconds(amount * 3_600)
        case UInt8(ascii: "M"): return .seconds(amount * 60)
        case UInt8(ascii: "S"): return .seconds(amount)
        case UInt8(ascii: "m"): return .milliseconds(amount)
        case UInt8(ascii: "u"): return .microseconds(amount)
        case UInt8(ascii: "n"): return .nanoseconds(amount)
        default: return nil
        }
    }
}
