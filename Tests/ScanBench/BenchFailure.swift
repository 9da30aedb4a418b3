/// A figure could not be taken.
struct BenchFailure: Error, CustomStringConvertible {
    let what: String

    var description: String { self.what }
}
