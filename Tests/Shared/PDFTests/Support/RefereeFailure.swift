/// A program of others did not do what a test needs it for.
struct RefereeFailure: Error {
    let reason: String
}
