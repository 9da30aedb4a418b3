/// The cross-reference section of one update: which objects it lists and where they are.
///
/// Read by our own hand, for libqpdf tells neither the list nor the offsets. What it says is only a list of candidates:
/// whether an object changed is seen by its content.
struct UpdateSection {
    enum Place: Hashable {
        case free
        case offset(Int)
        case stream(Int)
    }

    struct Entry: Hashable {
        let place: Place
        let generation: Int
    }

    /// The listed objects by number; number 0 is left out.
    private(set) var entries: [Int: Entry] = [:]
    /// The object of a cross-reference stream; `nil` for a table.
    private(set) var ownStream: PDFReference?

    /// Reads the newest section of a document.
    ///
    /// - Throws: ``PDFError`` with `damaged`; libqpdf read the same section before, so this is a file that two readers
    ///   understand differently.
    init(_ document: PDFDocument, at offset: Int) throws(PDFError) {
        var scanner = SectionScanner(view: document.view, position: offset)
        if scanner.take("xref") {
            try self.readTable(&scanner, limit: document.limits.objects)
        } else {
            guard let number = scanner.number(), let generation = scanner.number(), scanner.take("obj") else {
                throw Self.damaged("there is no section where startxref points")
            }
            let own = PDFReference(number, generation: generation)
            self.ownStream = own
            try self.readStream(document, own)
        }
    }

    private static func damaged(_ what: String) -> PDFError {
        PDFError(code: .damaged, message: "the cross-reference section cannot be read: \(what)")
    }

    private mutating func add(_ number: Int, _ entry: Entry) {
        // Of two entries for one number the first counts, as with libqpdf.
        if number > 0, self.entries[number] == nil { self.entries[number] = entry }
    }

    private mutating func readTable(_ scanner: inout SectionScanner, limit: Int) throws(PDFError) {
        while !scanner.take("trailer") {
            guard let first = scanner.number(), let count = scanner.number(), count <= limit, first <= limit else {
                throw Self.damaged("a subsection has no usable head")
            }
            for index in 0..<count {
                guard let offset = scanner.number(), let generation = scanner.number() else { throw Self.damaged("an entry is cut off") }
                if scanner.take("n") {
                    self.add(first + index, Entry(place: .offset(offset), generation: generation))
                } else if scanner.take("f") {
                    self.add(first + index, Entry(place: .free, generation: generation))
                } else {
                    throw Self.damaged("an entry is neither n nor f")
                }
            }
        }
    }

    private mutating func readStream(_ document: PDFDocument, _ own: PDFReference) throws(PDFError) {
        guard case .stream(let dictionary, _) = try document.object(own) else { throw Self.damaged("it is no stream") }
        let widths = (dictionary["W"]?.arrayValue ?? []).compactMap(\.integerValue)
        guard widths.count == 3, widths.allSatisfy({ (0...8).contains($0) }), widths.reduce(0, +) > 0 else {
            throw Self.damaged("/W is unusable")
        }
        let rows = try document.filteredStream(own)
        let index = dictionary["Index"]?.arrayValue?.compactMap(\.integerValue) ?? [0, dictionary["Size"]?.integerValue ?? 0]
        guard index.count.isMultiple(of: 2), index.allSatisfy({ (0...document.limits.objects).contains($0) }) else {
            throw Self.damaged("/Index is unusable")
        }
        var position = 0
        let width = widths.reduce(0, +)
        for pair in stride(from: 0, to: index.count, by: 2) {
            for number in index[pair]..<(index[pair] + index[pair + 1]) {
                guard position + width <= rows.count else { return }
                self.add(number, Self.entry(rows[position..<(position + width)], widths))
                position += width
            }
        }
    }

    private static func entry(_ row: ArraySlice<UInt8>, _ widths: [Int]) -> Entry {
        var fields: [Int] = []
        var rest = row
        for width in widths {
            let value = rest.prefix(width).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            fields.append(Int(clamping: value))
            rest = rest.dropFirst(width)
        }
        switch widths[0] == 0 ? 1 : fields[0] {
        case 1: return Entry(place: .offset(fields[1]), generation: fields[2])
        case 2: return Entry(place: .stream(fields[1]), generation: 0)
        default: return Entry(place: .free, generation: fields[2])
        }
    }
}
