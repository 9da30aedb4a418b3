public import Clocks

/// A copy that is to be made, checked against the decree.
public struct CopyPlan: Hashable, Sendable {
    /// What is copied.
    public enum Source: Hashable, Sendable {
        /// An issued document of the agency.
        case document(Identifier)
        /// A copy that was made here.
        case copy(Identifier, of: CopyKind)
        /// A document from outside.
        case outside(notation: String, dated: VietnamDate, author: String)
    }

    /// Kind.
    public let kind: CopyKind
    /// Direction.
    public let direction: CopyDirection
    /// What is copied.
    public let source: Source
    /// Which part, of an extract.
    public let part: String

    /// Plans a copy.
    ///
    /// - Throws: ``DocumentRefusal/copyForbidden(_:_:)`` for a direction or a source the decree has not for this kind;
    ///   ``DocumentRefusal/malformed(_:)``.
    public init(kind: CopyKind, direction: CopyDirection, source: Source, part: String) throws(DocumentRefusal) {
        guard kind.directions.contains(direction) else {
            throw .copyForbidden(
                "\(kind.form) không làm từ văn bản điện tử sang văn bản điện tử; hãy gửi chính văn bản đó hoặc trích sao",
                "\(kind.form) is not made from electronic to electronic; send the document itself, or make an extract")
        }
        switch (kind, source) {
        case (.copyOfCopy, .copy(_, .trueCopy)): break
        case (.copyOfCopy, _):
            throw .copyForbidden("SAO LỤC chỉ làm từ bản sao y; hãy chọn bản sao y", "SAO LỤC is made from a true copy only; name one")
        case (_, .copy):
            throw .copyForbidden(
                "\(kind.form) chỉ làm từ bản gốc hoặc bản chính; hãy chọn văn bản gốc hoặc làm sao lục",
                "\(kind.form) is made from the original only; name it, or make a SAO LỤC")
        case (_, .document), (_, .outside): break
        }
        guard (kind == .extract ? 1...2_000 : 0...0).contains(part.unicodeScalars.count), !part.utf8.contains(0) else { throw .malformed("part") }
        if case .outside(let notation, _, let author) = source {
            guard (1...100).contains(notation.unicodeScalars.count) else { throw .malformed("source.notation") }
            guard (1...200).contains(author.unicodeScalars.count) else { throw .malformed("source.author") }
        }
        self.kind = kind
        self.direction = direction
        self.source = source
        self.part = part
    }

    /// Number and notation of the copy; all kinds share one series of the year (appendix I, part II).
    public func notation(_ number: Int, agency abbreviation: String) -> String {
        "\(number < 10 ? "0" : "")\(number)/\(self.kind.abbreviation)-\(abbreviation)"
    }

    /// Name of the series.
    public static let series = "copies"
}
