/// Who points at whom among the objects that a reader can reach.
struct ReferenceGraph {
    /// A pointer: where it stands in its object, and at what it points.
    struct Edge: Hashable {
        /// Keys from the object down, joined by `/`; items of arrays are `*`.
        let path: String
        let target: PDFReference
    }

    /// A pointer with the object it stands in; number 0 is the trailer.
    struct Inbound: Hashable {
        let source: PDFReference
        let path: String
    }

    /// Objects that are followed at most.
    static let limit = 400_000

    private var edges: [PDFReference: [Edge]] = [:]
    /// Whether everything that can be reached was followed.
    private(set) var isComplete = true

    /// Objects that were followed.
    var count: Int { self.edges.count }

    static let trailer = PDFReference(0)

    /// Reads the whole graph of a revision.
    ///
    /// Nothing is kept from one revision to the next: libqpdf leaves out an entry that points at a missing object, so an
    /// untouched dictionary gains a pointer when a later revision supplies the object.
    init(_ document: PDFDocument) {
        var roots = document.trailer
        for key in ["Prev", "Size", "ID", "XRefStm", "W", "Index", "Filter", "DecodeParms", "Length", "Type"] { roots[key] = nil }
        self.edges[Self.trailer] = Self.edges(of: .dictionary(roots))
        var queue = [Self.trailer]
        while let next = queue.popLast() {
            for edge in self.edges[next] ?? [] where self.edges[edge.target] == nil {
                guard self.edges.count <= Self.limit else {
                    self.isComplete = false
                    return
                }
                self.read(edge.target, document)
                queue.append(edge.target)
            }
        }
    }

    private mutating func read(_ reference: PDFReference, _ document: PDFDocument) {
        do {
            self.edges[reference] = Self.edges(of: try document.object(reference))
        } catch {
            // An object that cannot be read shows nothing; if the update touched it, the comparison says so.
            self.edges[reference] = []
        }
    }

    /// The pointers at certain objects.
    func inbound(_ targets: Set<PDFReference>) -> [PDFReference: [Inbound]] {
        var result: [PDFReference: [Inbound]] = [:]
        for (source, edges) in self.edges {
            for edge in edges where targets.contains(edge.target) {
                result[edge.target, default: []].append(Inbound(source: source, path: edge.path))
            }
        }
        return result
    }

    /// For each object the first page that reaches it without going up to parents, and the way on which it does.
    func owners(_ pages: [PDFReference]) -> [PDFReference: (page: Int, path: String)] {
        var owners: [PDFReference: (page: Int, path: String)] = [:]
        for (index, page) in pages.enumerated() { owners[page] = (index + 1, "itself") }
        for (index, page) in pages.enumerated() {
            var queue = [(page, "")]
            while let (next, way) = queue.popLast() {
                for edge in self.edges[next] ?? [] where owners[edge.target] == nil {
                    guard !["Parent", "P", "Dest", "D"].contains(edge.path.split(separator: "/").last ?? "") else { continue }
                    let path = way.isEmpty ? edge.path : way
                    owners[edge.target] = (index + 1, path)
                    queue.append((edge.target, path))
                }
            }
        }
        return owners
    }

    static func edges(of value: PDFObject) -> [Edge] {
        var result: [Edge] = []
        self.collect(value, "", &result)
        return result
    }

    private static func collect(_ value: PDFObject, _ path: String, _ result: inout [Edge]) {
        switch value {
        case .reference(let target): result.append(Edge(path: path, target: target))
        case .array(let items):
            for item in items { self.collect(item, path.isEmpty ? "*" : "\(path)/*", &result) }
        case .dictionary(let dictionary), .stream(let dictionary, _):
            for key in dictionary.keys { self.collect(dictionary[key] ?? .null, path.isEmpty ? key : "\(path)/\(key)", &result) }
        default: break
        }
    }
}
