/// One answer of the doctor.
struct Finding: Hashable, Sendable {
    enum Grade: Hashable, Sendable {
        /// As it should be.
        case good
        /// Works, but deserves a look.
        case notice
        /// Something does not work, or will not.
        case bad
    }

    let grade: Grade
    let words: Words
    /// How to mend it; nil when nothing needs mending.
    let mend: Words?

    static func good(_ vietnamese: String, _ english: String) -> Finding {
        Finding(grade: .good, words: Words(vietnamese, english), mend: nil)
    }

    static func notice(_ words: Words, mend: Words) -> Finding { Finding(grade: .notice, words: words, mend: mend) }

    static func bad(_ words: Words, mend: Words) -> Finding { Finding(grade: .bad, words: words, mend: mend) }
}
