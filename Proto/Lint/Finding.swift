/// One place where a contract breaks a rule.
struct Finding: Equatable, CustomStringConvertible {
    /// Full name of the element, for example `hoso.intake.v1.Dossier.code`.
    let element: String
    /// What is wrong and what to do.
    let message: String

    var description: String { "\(self.element): \(self.message)" }
}
