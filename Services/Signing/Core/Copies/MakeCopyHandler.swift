import BlobStore
import Clocks
import PAdES
import PDF
import PKI
import Postgres
import SigningDomain

/// Makes true copies, copies of copies and extracts with their numbers and marks (R40).
struct MakeCopyHandler: Sendable {
    /// What is wanted.
    struct Order: Sendable {
        enum Source: Sendable {
            case document(Identifier)
            case copy(Identifier)
            case outside(notation: String, dated: VietnamDate, author: String)
        }

        let key: String
        let officer: String
        let agency: String
        let kind: CopyKind
        let direction: CopyDirection
        let source: Source
        let part: String
        /// The electronic document from outside, or the scan of the paper.
        let file: DocumentFile?
        /// The extract in electronic form.
        let extract: DocumentFile?
        let sheet: StoredCopy.Sheet
        let fingerprint: [UInt8]
    }

    /// What the source is called on the copy.
    private struct Origin {
        let plan: CopyPlan
        let notation: String
        let dated: VietnamDate
        let author: String
        let document: Identifier?
        let copy: Identifier?
    }

    /// The file of a copy.
    struct Shown: Sendable {
        let file: DocumentFile?
        /// Whether it is the whole copy, and not only a sheet with the marks.
        let isWhole: Bool
    }

    let tools: SigningTools

    /// Makes a copy; the same order under the same key gives the same copy.
    ///
    /// - Returns: The copy, with what is to be printed as file when it is on paper.
    /// - Throws: ``DocumentRefusal``.
    func handle(_ order: Order) async throws -> (copy: StoredCopy, shown: Shown, isReplayed: Bool) {
        let process = try await self.checkClerk(order.officer, of: order.agency)
        let origin = try await self.origin(of: order)
        let file = try await self.file(of: order)
        let id = self.tools.identifiers.next()
        let (copy, isReplayed) = try await self.tools.postgres.withTransaction { transaction -> (StoredCopy, Bool) in
            let store = CopyStore(session: transaction)
            // Two orders under one key wait for each other here.
            _ = try await transaction.query("SELECT pg_advisory_xact_lock(hashtextextended(\(order.key), 1))::text")
            if let known = try await store.made(under: order.key) {
                guard known.fingerprint == order.fingerprint else { throw DocumentRefusal.keyReused }
                return (known.copy, true)
            }
            let copy = try await self.numbered(id, order, origin, file, process, transaction)
            try await store.insert(copy, key: order.key, fingerprint: order.fingerprint)
            return (copy, false)
        }
        return (copy, try await self.shown(copy), isReplayed)
    }

    /// The process of an agency whose copies an officer makes: a clerk with a post there.
    ///
    /// - Throws: ``DocumentRefusal/notVisible``, ``DocumentRefusal/notEntitled(agency:)``.
    @discardableResult
    func checkClerk(_ officer: String, of agency: String) async throws -> DocumentProcess {
        let access = DocumentAccess(tools: self.tools)
        let process = try await access.process(of: agency, for: officer) {
            ($0.officers(for: .number) + $0.officers(for: .seal)).contains(officer)
        }
        try await access.checkActor(officer, in: agency)
        return process
    }

    /// What is copied, if the decree lets it.
    private func origin(of order: Order) async throws -> Origin {
        switch order.source {
        case .document(let id):
            let found = try await self.tools.postgres.withConnection { try await DocumentStore(session: $0).find(id) }
            guard let document = found else { throw DocumentRefusal.unknown }
            guard document.head.agency == order.agency, document.state == .issued, let number = document.number else {
                throw DocumentRefusal.copyForbidden(
                    "Chỉ sao văn bản đã phát hành và chưa thu hồi của cơ quan; hãy phát hành trước",
                    "Only an issued document of the agency that is not recalled is copied; issue it first")
            }
            guard order.direction.fromElectronic else { throw DocumentRefusal.malformed("direction") }
            let plan = try CopyPlan(kind: order.kind, direction: order.direction, source: .document(id), part: order.part)
            return Origin(plan: plan, notation: number.notation, dated: number.date, author: order.sheet.agency, document: id, copy: nil)
        case .copy(let id):
            let found = try await self.tools.postgres.withConnection { try await CopyStore(session: $0).find(id) }
            guard let earlier = found else { throw DocumentRefusal.unknown }
            guard earlier.agency == order.agency, earlier.state == .made, earlier.direction.toElectronic == order.direction.fromElectronic else {
                throw DocumentRefusal.copyForbidden(
                    "Bản sao y chưa ký xong hoặc không phải dạng này; hãy ký trước hoặc chọn dạng khác",
                    "The true copy is not signed, or is not of this form; sign it first, or choose another direction")
            }
            let plan = try CopyPlan(kind: order.kind, direction: order.direction, source: .copy(id, of: earlier.kind), part: order.part)
            return Origin(
                plan: plan, notation: earlier.sourceNotation, dated: earlier.sourceDated, author: earlier.sourceAuthor, document: nil, copy: id)
        case .outside(let notation, let dated, let author):
            let plan = try CopyPlan(
                kind: order.kind, direction: order.direction, source: .outside(notation: notation, dated: dated, author: author),
                part: order.part)
            if order.direction.fromElectronic { try await self.checkAuthenticity(order.file) }
            return Origin(plan: plan, notation: notation, dated: dated, author: author, document: nil, copy: nil)
        }
    }

    /// What came electronically is copied only when every signature in it is valid (articles 21 and 25).
    private func checkAuthenticity(_ file: DocumentFile?) async throws {
        guard let file, let reference = BlobReference(hex: file.sha256, sizeBytes: file.sizeBytes) else {
            throw DocumentRefusal.malformed("source.file_sha256")
        }
        let bytes = try await self.tools.document(reference)
        let report = try await DocumentJudge(tools: self.tools).report(on: bytes, at: self.tools.clock.now())
        let signatures = report.signatures.filter { $0.kind == .signature }
        guard report.fault == nil, !signatures.isEmpty, signatures.allSatisfy({ $0.indication == .valid }) else {
            throw DocumentRefusal.copyForbidden(
                "Chữ ký số trên văn bản nguồn thiếu hoặc không hợp lệ; hãy yêu cầu nơi gửi gửi lại",
                "The source bears no signature, or one that is not valid; ask the sender to send it again")
        }
    }

    /// The file the organisation signs; `nil` for a copy on paper.
    private func file(of order: Order) async throws -> DocumentFile? {
        guard order.direction.toElectronic else { return nil }
        let file = order.direction == .paperToElectronic ? order.file : order.extract
        guard let file, file.isWellFormed, let reference = BlobReference(hex: file.sha256, sizeBytes: file.sizeBytes),
            try await self.tools.blobs.contains(reference)
        else {
            throw DocumentRefusal.malformed(order.direction == .paperToElectronic ? "source.file_sha256" : "extract_sha256")
        }
        return file
    }

    private func numbered(
        _ id: Identifier, _ order: Order, _ origin: Origin, _ file: DocumentFile?, _ process: DocumentProcess,
        _ transaction: PostgresTransaction
    ) async throws -> StoredCopy {
        let numbers = NumberStore(session: transaction)
        let year = self.tools.clock.now().vietnamDate.year
        let number = try await numbers.draw(agency: order.agency, year: year, series: CopyPlan.series)
        let now = self.tools.clock.now()
        let notation = origin.plan.notation(number, agency: process.abbreviation)
        try await numbers.insert(
            NumberEntry(
                agency: order.agency, year: year, series: CopyPlan.series, number: number, state: .used, notation: notation,
                date: now.vietnamDate, document: nil, reason: "\(order.kind.form) \(origin.notation)", officer: order.officer, takenAt: now))
        return StoredCopy(
            id: id, agency: order.agency, kind: order.kind, direction: order.direction, sourceDocument: origin.document,
            sourceCopy: origin.copy, sourceNotation: origin.notation, sourceDated: origin.dated, sourceAuthor: origin.author,
            part: order.part, notation: notation, dated: now.vietnamDate, state: file == nil ? .made : .unsigned, file: file,
            sheet: file == nil ? order.sheet : nil, officer: order.officer, madeAt: now)
    }

    /// The file of a copy: what is signed, or what is printed; the same texts give the same bytes.
    ///
    /// The marks stand on the last page of a document that was set here, below its last part (appendix I, part II); on a sheet
    /// behind it where they do not fit, and where the document is another program's or is paper.
    func shown(_ copy: StoredCopy) async throws -> Shown {
        guard let sheet = copy.sheet else { return Shown(file: copy.file, isWhole: true) }
        let marks = Self.marks(of: copy, sheet)
        let original = try await self.original(of: copy)
        let fonts = self.tools.configuration.documentFonts
        do {
            if let original, let whole = try marks.drawn(on: original, fonts: fonts) {
                return Shown(file: try await self.stored(whole, "ban-sao.pdf"), isWhole: true)
            }
            let bytes = try SlipWriter(fonts: fonts).write(
                marks.document, PDFAMetadata(title: "\(copy.kind.form) \(copy.notation)", createdAt: copy.madeAt))
            return Shown(file: try await self.stored(bytes, "trang-sao.pdf"), isWhole: false)
        } catch let error as PDFError {
            throw DocumentRefusal.unprintable(error.message)
        }
    }

    private func stored(_ bytes: [UInt8], _ name: String) async throws -> DocumentFile {
        let reference = try await self.tools.blobs.put(bytes)
        return DocumentFile(sha256: reference.hex, sizeBytes: reference.sizeBytes, mediaType: SigningWire.mediaType, name: name)
    }

    /// The document a whole copy on paper is printed from.
    private func original(of copy: StoredCopy) async throws -> [UInt8]? {
        guard copy.kind == .trueCopy, copy.direction == .electronicToPaper, let id = copy.sourceDocument else { return nil }
        let found = try await self.tools.postgres.withConnection { try await DocumentStore(session: $0).find(id) }
        guard let file = found?.file, let reference = BlobReference(hex: file.sha256, sizeBytes: file.sizeBytes) else { return nil }
        return try await self.tools.document(reference)
    }

    private static func marks(of copy: StoredCopy, _ sheet: StoredCopy.Sheet) -> CopySheet {
        let values = OfficePaper.values(
            number: copy.notation, place: sheet.place, year: copy.dated.year, month: copy.dated.month, day: copy.dated.day)
        let part = copy.part.isEmpty ? "" : ", phần: \(copy.part)"
        return CopySheet(
            form: copy.kind.form, agency: sheet.agency, notation: copy.notation, placeAndDate: values[OfficePaper.Place.date] ?? "",
            source: "\(copy.kind.form) từ văn bản số \(copy.sourceNotation) ngày \(copy.sourceDated.display) của \(copy.sourceAuthor)\(part)",
            authority: sheet.authority, signer: sheet.signer, recipients: sheet.recipients)
    }
}
