/// Something around a system test failed, with what the program said.
struct SuiteFailure: Error, CustomStringConvertible {
    let what: String
    let output: String

    var description: String { "\(self.what) failed:\n\(self.output.suffix(4000))" }
}
