internal import Crypto

/// Writes changes behind a document without touching a byte of it (an incremental update).
///
/// The cross-reference section is of the kind of the newest one; after a hybrid file it is a plain table without
/// `/XRefStm`. Encrypted files never get here: ``PDFDocument`` refuses them.
///
/// Source: ISO 32000-1, 7.5.6 and 7.5.8.4.
public struct PDFAppender: PDFObjectSink, Sendable {
    private let document: PDFDocument
    private let tail: XrefTail
    private var nextNumber: Int
    private var objects: [(reference: PDFReference, body: [UInt8])] = []

    /// Begins an update.
    ///
    /// - Throws: ``PDFError`` with `damaged` when the end of the file has no usable `startxref`.
    public init(_ document: PDFDocument) throws(PDFError) {
        self.document = document
        self.tail = try XrefTail(document)
        self.nextNumber = document.size
    }

    /// Takes the next free object number.
    public mutating func reserve() -> PDFReference {
        defer { self.nextNumber += 1 }
        return PDFReference(self.nextNumber)
    }

    /// Writes a new object, or an existing one anew; of two for one number the later wins.
    public mutating func put(_ reference: PDFReference, _ object: PDFObject) {
        self.put(reference, serialized: PDFSyntax.bytes(object))
    }

    /// Writes an object whose bytes are made already, without `N G obj` and `endobj`.
    public mutating func put(_ reference: PDFReference, serialized body: [UInt8]) {
        self.objects.removeAll { $0.reference.number == reference.number }
        self.objects.append((reference, body))
        self.nextNumber = max(self.nextNumber, reference.number + 1)
    }

    /// Whether an object of this number was put.
    func object(_ reference: PDFReference) -> Bool { self.objects.contains { $0.reference == reference } }

    /// Ends the update.
    ///
    /// - Throws: ``PDFError`` with `tooLarge` when an offset has more than ten digits.
    public consuming func finish() throws(PDFError) -> PDFIncrement {
        let original = self.document.view
        var tail: [UInt8] = []
        if let last = original.last, last != 0x0A, last != 0x0D { tail.append(0x0A) }
        var offsets: [PDFReference: Int] = [:]
        for (reference, body) in self.objects {
            offsets[reference] = original.count + tail.count
            tail.append(contentsOf: "\(reference.number) \(reference.generation) obj\n".utf8)
            tail.append(contentsOf: body)
            tail.append(contentsOf: "\nendobj\n".utf8)
        }
        let start = original.count + tail.count
        guard start <= 9_999_999_999 else { throw PDFError(code: .tooLarge, message: "the file is longer than ten digits can say") }
        let identifier = self.identifier(changes: tail)
        switch self.tail.kind {
        case .table, .hybrid: self.appendTable(offsets, identifier, to: &tail)
        case .stream: self.appendStream(offsets, identifier, at: start, to: &tail)
        }
        tail.append(contentsOf: "startxref\n\(start)\n%%EOF\n".utf8)
        return PDFIncrement(original: original, tail: tail, offsets: offsets)
    }

    /// `/ID`: the first part stays, the second tells this revision.
    private func identifier(changes: [UInt8]) -> PDFObject {
        let old = self.document.trailer["ID"]?.arrayValue?.first?.stringValue
        var hash = SHA256()
        hash.update(data: old ?? [])
        hash.update(data: changes)
        let new = Array(hash.finalize().prefix(16))
        return .array([.hexString(old ?? new), .hexString(new)])
    }

    private func trailer(_ identifier: PDFObject) -> PDFDictionary {
        var trailer: PDFDictionary = ["Size": .integer(self.nextNumber), "Root": .reference(self.document.catalogReference)]
        trailer["Info"] = self.document.trailer["Info"]
        trailer["ID"] = identifier
        trailer["Prev"] = .integer(self.tail.offset)
        return trailer
    }

    private func appendTable(_ offsets: [PDFReference: Int], _ identifier: PDFObject, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "xref\n".utf8)
        for run in Self.runs(offsets.keys.sorted()) {
            bytes.append(contentsOf: "\(run[0].number) \(run.count)\n".utf8)
            for reference in run {
                let offset = PDFNumber.padded(offsets[reference] ?? 0, 10)
                bytes.append(contentsOf: "\(offset) \(PDFNumber.padded(reference.generation, 5)) n \n".utf8)
            }
        }
        bytes.append(contentsOf: "trailer\n".utf8)
        PDFSyntax.write(.dictionary(self.trailer(identifier)), to: &bytes)
        bytes.append(0x0A)
    }

    private mutating func appendStream(_ offsets: [PDFReference: Int], _ identifier: PDFObject, at start: Int, to bytes: inout [UInt8]) {
        let own = self.reserve()
        var offsets = offsets
        offsets[own] = start
        var index: [PDFObject] = []
        var rows: [UInt8] = []
        for run in Self.runs(offsets.keys.sorted()) {
            index += [.integer(run[0].number), .integer(run.count)]
            for reference in run {
                let offset = offsets[reference] ?? 0
                rows.append(1)
                for shift in stride(from: 32, through: 0, by: -8) { rows.append(UInt8(truncatingIfNeeded: offset >> shift)) }
                rows.append(UInt8(truncatingIfNeeded: reference.generation >> 8))
                rows.append(UInt8(truncatingIfNeeded: reference.generation))
            }
        }
        var dictionary = self.trailer(identifier)
        dictionary["Type"] = .name("XRef")
        dictionary["W"] = .array([.integer(1), .integer(5), .integer(2)])
        dictionary["Index"] = .array(index)
        bytes.append(contentsOf: PDFSyntax.indirect(own, .stream(dictionary, rows)))
    }

    /// Consecutive object numbers, run by run.
    private static func runs(_ references: [PDFReference]) -> [[PDFReference]] {
        var runs: [[PDFReference]] = []
        for reference in references {
            if let last = runs.last?.last, last.number + 1 == reference.number {
                runs[runs.count - 1].append(reference)
            } else {
                runs.append([reference])
            }
        }
        return runs
    }
}
