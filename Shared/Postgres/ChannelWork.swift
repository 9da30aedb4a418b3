/// What can be asked of a connection at one time.
enum ChannelWork: Sendable {
    /// Statements that travel together and end with one synchronisation.
    case pipeline([PostgresQuery])
    /// A text of several statements.
    case script(String)
    /// `COPY … FROM STDIN`, answered when the server is ready for data.
    case copyBegin(String)
    /// Data of a COPY, answered when it has left.
    case copyData([UInt8])
    /// The end of a COPY, with a reason when it is to fail.
    case copyEnd(failure: String?)

    var isCopyContinuation: Bool {
        switch self {
        case .copyData, .copyEnd: true
        case .pipeline, .script, .copyBegin: false
        }
    }
}

/// Work with the task that waits for it.
struct ChannelUnit: Sendable {
    let id: UInt64
    let work: ChannelWork
    let continuation: CheckedContinuation<ChannelAnswer, Never>
}

typealias ChannelAnswer = Result<[PostgresRows], PostgresError>

/// An answer on its way to the task that waits for it; given after the lock was left.
struct ChannelReply {
    let continuation: CheckedContinuation<ChannelAnswer, Never>
    let answer: ChannelAnswer

    func deliver() {
        self.continuation.resume(returning: self.answer)
    }
}
