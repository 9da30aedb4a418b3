import Clocks
import GRPCCore

/// How long the broker keeps a request, as the text of the `expiration` property.
enum MessageExpiration {
    /// The largest number of milliseconds every broker takes.
    private static let longest: Int64 = 4_294_967_295

    /// Milliseconds until the deadline, rounded up.
    ///
    /// - Throws: `DEADLINE_EXCEEDED` when there are none.
    static func text(until deadline: UTCInstant, now: UTCInstant) throws(RPCError) -> String {
        let microseconds = deadline.microsecondsSinceEpoch - now.microsecondsSinceEpoch
        guard microseconds > 0 else {
            throw RPCError(
                code: .deadlineExceeded, message: "The deadline passed before the request was sent; it has not run.",
                metadata: [AMQPTransportMetadata.mayHaveRun: "false"])
        }
        return String(min((microseconds + 999) / 1_000, self.longest))
    }
}
