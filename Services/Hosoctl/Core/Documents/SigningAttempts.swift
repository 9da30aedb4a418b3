import GRPCCore
import ServiceKit

/// Signs under one key after the other.
///
/// The service answers a key with the request it was first used for, also when its time is up: whoever comes back after a pause
/// would meet it for ever. A request that was completed in time is given again, so nothing is signed twice.
enum SigningAttempts {
    /// More requests than this for one file by one holder are no pause but a fault.
    static let limit = 100

    /// Prepares and completes with 1, 2, … until it does not meet a request whose time is up.
    ///
    /// - Parameters:
    ///   - prepare: Asks for the request of an attempt.
    ///   - isOver: Whether the time of a request is up.
    ///   - complete: Signs and completes it.
    /// - Throws: What either threw.
    static func run<Prepared, Result>(
        prepare: (_ attempt: Int) async throws -> Prepared, isOver: (Prepared) -> Bool, complete: (Prepared) async throws -> Result
    ) async throws -> Result {
        var attempt = 1
        while true {
            let prepared = try await prepare(attempt)
            do {
                return try await complete(prepared)
            } catch let error as RPCError where attempt < Self.limit && isOver(prepared) && HosoFailure(error).code == .wrongState {
                attempt += 1
            }
        }
    }
}
