/// A test that needs the private broker or database was started without them.
public struct TestStackMissing: Error, CustomStringConvertible {
    let variable: String

    /// What to do.
    public var description: String {
        "\(self.variable) is not set. Run `make test`, or `deploy/local/stack up DIR` and `. DIR/env` before `swift test`."
    }
}
