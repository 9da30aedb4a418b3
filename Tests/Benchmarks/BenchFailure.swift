/// A benchmark could not be run.
struct BenchFailure: Error, CustomStringConvertible {
    let what: String

    var description: String { self.what }
}
