import ArgumentParser

/// A command could not do what it was asked: the sentence for the person, and the exit code for the script.
struct CommandFailure: Error {
    /// What is wrong.
    let words: Words
    /// What to do about it; nil when the sentence says so already.
    let mend: Words?
    let exitCode: ExitCode

    init(_ words: Words, mend: Words? = nil, exitCode: ExitCode) {
        self.words = words
        self.mend = mend
        self.exitCode = exitCode
    }
}

extension ExitCode {
    /// A check found something, or something would change.
    static let findings = ExitCode(1)
    /// A file is not what it should be.
    static let badFile = ExitCode(65)
    /// Something cannot be reached.
    static let unavailable = ExitCode(69)
    /// A step cannot be done.
    static let stepFailed = ExitCode(70)
    /// Something is missing in the environment.
    static let configuration = ExitCode(78)
}
