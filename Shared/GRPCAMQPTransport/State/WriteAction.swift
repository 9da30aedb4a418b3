/// What a writer does with a part it wants to write.
enum WriteAction: Sendable {
    /// The part is kept and goes with a later one.
    case held
    /// Publish this, then report with `sent()`; until then no other write begins.
    case send(Frame)
    /// No credit, no address yet, or another write is not done: try again when something has changed.
    case wait
}
