/// An answer of the gateway that is no success and will not become one by waiting.
struct GatewayRefusal: Error {
    let status: UInt
    let path: String
    let problem: Gateway.Problem?

    /// Whether somebody else was faster, or the object is no longer in the state the caller had seen.
    var isConflict: Bool { self.status == 409 || self.status == 412 }

    /// What the gateway said, in one line.
    var sentence: String {
        let detail = self.problem?.detail ?? self.problem?.title ?? "HTTP \(self.status)"
        let places = (self.problem?.errors ?? []).compactMap { error -> String? in
            guard let detail = error.detail else { return nil }
            return (error.pointer.map { "\($0): " } ?? "") + detail
        }
        return ([detail] + places).joined(separator: "; ")
    }
}
