/// What the page of a failure shows.
struct ProblemPage: Sendable {
    let title: String
    let message: String
    let details: [String]
    let requestID: String
}
