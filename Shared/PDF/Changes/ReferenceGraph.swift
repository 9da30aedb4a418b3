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
    /// Reachable numbers at which there is nothing.
    private(set) var missing: Set<PDFReference> = []
    private(set) var isComplete = true

    static let trailer = PDFReference(0)

    /// Reads what is not known yet; forget first what an update touched.
    mutating func refresh(_ document: PDFDocument, forgetting touched: Set<Int>) {
        self.edges = self.edges.filter { !touched.contains($0.key.number) }
        self.missing = self.missing.filter { !touched.contains($0.number) }
        var roots = document.trailer
        for key in ["Prev", "Size", "ID", "XRefStm", "W", "Index", "Filter", "DecodeParms", "Length", "Type"] { roots[key] = nil }
        self.edges[Self.trailer] = Self.edges(of: .dictionary(roots))
        var seen: Set<PDFReference> = [Self.trailer]
        var queue = [Self.trailer]
        while let next = queue.popLast() {
            guard seen.count <= Self.limit else {
                self.isComplete = false
                return
            }
            for edge in self.edges(from: next, in: document) where seen.insert(edge.target).inserted { queue.append(edge.target) }
        }
        // What nobody reaches any more would only make noise.
        self.edges = self.edges.filter { seen.contains($0.key) }
        self.missing = self.missing.intersection(seen)
    }

    private mutating func edges(from reference: PDFReference, in document: PDFDocument) -> [Edge] {
        if let known = self.edges[reference] { return known }
        var found: [Edge] = []
        do {
            let value = try document.object(reference)
            if value == .null { self.missing.insert(reference) }
            found = Self.edges(of: value)
        } catch {
            // An object that cannot be read shows nothing; if the update touched it, the comparison says so.
            found = []
        }
        self.edges[reference] = found
        return found
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
