import Foundation

/// Where the private broker and database of a test run are, as `deploy/local/stack` tells in the environment.
enum TestStack {
    /// Reads one value.
    ///
    /// - Throws: ``TestStackMissing`` with a sentence that says how to get a stack.
    static func value(_ name: String) throws(TestStackMissing) -> String {
        guard let value = Self.environment(name), !value.isEmpty else { throw TestStackMissing(variable: name) }
        return value
    }

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name]
    }
}
