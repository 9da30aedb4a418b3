/// The number of an indirect object.
public struct PDFReference: Hashable, Sendable, Comparable {
    /// The object number, from 1.
    public let number: Int
    /// The generation, mostly 0.
    public let generation: Int

    /// Makes a reference.
    public init(_ number: Int, generation: Int = 0) {
        self.number = number
        self.generation = generation
    }

    /// Orders by number, then by generation.
    public static func < (left: PDFReference, right: PDFReference) -> Bool {
        (left.number, left.generation) < (right.number, right.generation)
    }
}
