/// What names a procedure version.
struct ProcedureKey: Hashable, Sendable {
    let code: String
    let version: Int
}
