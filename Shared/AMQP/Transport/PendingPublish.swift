/// Messages on their way to the wire.
struct PendingPublish: Sendable {
    let publication: Publication
    /// The first message that is not written yet.
    var next = 0

    /// The messages that are not written yet.
    var rest: Range<Int> { self.next..<self.publication.messages.count }
}
