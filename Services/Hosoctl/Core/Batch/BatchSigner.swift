import Clocks
import Foundation
import PDF
import PKI
import Synchronization

/// Signs a folder of documents with one key.
///
/// Preparing, embedding and reading back run beside one another; only the key is waited for. Each document gets its
/// verdict by reading the written file back as a stranger would. The first time the signer does not accept who asks, or
/// is away, the batch stops, so that no PIN is tried twice; run again, it goes on where it was.
struct BatchSigner: Sendable {
    /// Documents whose digests go to the signer in one call at most, so that few documents are in memory.
    private static let documentsPerCall = 16

    let signer: any DocumentSigner
    let plan: BatchPlan
    let trust: TrustStore
    let clock: any UTCClock

    /// What the workers share.
    private final class Progress: Sendable {
        struct State {
            var files: ArraySlice<String>
            var summary: BatchSummary
            var stop: SignerError?
        }

        let state: Mutex<State>
        let show: @Sendable (BatchSummary) -> Void

        init(_ files: [String], _ show: @escaping @Sendable (BatchSummary) -> Void) {
            self.state = Mutex(State(files: files[...], summary: BatchSummary(total: files.count)))
            self.show = show
        }

        /// The next documents; none once the batch is to stop.
        func next(_ count: Int) -> [String] {
            self.state.withLock { state in
                guard state.stop == nil else { return [] }
                let files = state.files.prefix(count)
                state.files = state.files.dropFirst(count)
                return Array(files)
            }
        }

        func count(_ change: (inout BatchSummary) -> Void) {
            let summary = self.state.withLock { state in
                change(&state.summary)
                return state.summary
            }
            self.show(summary)
        }

        func stop(_ error: SignerError) { self.state.withLock { if $0.stop == nil { $0.stop = error } } }
    }

    /// Signs all that is not signed yet.
    ///
    /// - Parameter show: Told after each document how far it is.
    /// - Returns: The counts, and why the batch stopped before its end; `nil` when it came to its end.
    /// - Throws: ``CommandFailure`` when a folder or the journal cannot be used.
    func run(
        show: @escaping @Sendable (BatchSummary) -> Void
    ) async throws -> (summary: BatchSummary, stop: SignerError?) {
        let files = try self.files()
        let journal = try BatchJournal(in: self.plan.target)
        guard let scheme = self.signer.schemes.first else {
            throw CommandFailure(Words("Khóa không ký được", "the key cannot sign"), exitCode: .stepFailed)
        }
        let builder = try CMSBuilder(certificate: self.signer.certificate, chain: self.signer.chain, scheme: scheme)
        let progress = Progress(files, show)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<max(1, self.plan.workers) {
                tasks.addTask {
                    let count = max(1, min(self.signer.digestsPerCall, Self.documentsPerCall))
                    while true {
                        try Task.checkCancellation()
                        let files = progress.next(count)
                        guard !files.isEmpty else { return }
                        try await self.sign(files, builder, journal, progress)
                    }
                }
            }
            try await tasks.waitForAll()
        }
        return progress.state.withLock { ($0.summary, $0.stop) }
    }

    /// Signs a few documents with one call of the signer.
    private func sign(_ files: [String], _ builder: CMSBuilder, _ journal: BatchJournal, _ progress: Progress) async throws {
        var documents: [BatchDocument] = []
        for file in files {
            let (bytes, source) = try self.read(file)
            if let known = journal.known[file], known.source == source, self.isDone(known) {
                progress.count { $0.skipped += 1 }
                continue
            }
            do {
                documents.append(
                    try BatchDocument(
                        file, bytes: bytes, source: source, builder: builder, plan: self.plan, at: self.clock.now()))
            } catch let fault as BatchDocument.Fault {
                try journal.append(BatchEntry(file: file, source: source, result: "", fault: fault.words.description))
                progress.count { $0.failed += 1 }
            }
        }
        guard !documents.isEmpty else { return }
        let values: [[UInt8]]
        do {
            values = try await self.signer.sign(documents.map(\.attributes.digest), scheme: builder.scheme)
        } catch {
            // Refused for who asks, or away: all others would meet the same. Anything else concerns these documents.
            if error.code.isAuthentication || error.code.isRetriable { return progress.stop(error) }
            for document in documents {
                let fault = Words(error.words(in: .vietnamese), error.words(in: .english))
                try journal.append(
                    BatchEntry(file: document.file, source: document.source, result: "", fault: fault.description))
                progress.count { $0.failed += 1 }
            }
            return
        }
        for (document, value) in zip(documents, values) {
            try self.finish(document, value, builder, journal, progress)
        }
    }

    private func finish(
        _ document: BatchDocument, _ value: [UInt8], _ builder: CMSBuilder, _ journal: BatchJournal, _ progress: Progress
    ) throws {
        let path = "\(self.plan.target)/\(document.file)"
        var result = ""
        var fault: Words?
        do {
            let (bytes, cms) = try document.finished(value, builder: builder)
            try ResultFile.write(bytes, to: path)
            let stored = try self.stored(path)
            fault = self.fault(of: stored, cms: cms, document)
            if fault == nil { result = Self.digest(stored) }
        } catch let problem as BatchDocument.Fault {
            fault = problem.words
        }
        try journal.append(
            BatchEntry(file: document.file, source: document.source, result: result, fault: fault?.description ?? ""))
        let isSigned = fault == nil
        progress.count { summary in
            if isSigned { summary.signed += 1 } else { summary.failed += 1 }
        }
    }

    /// What is wrong with the file on disk: it must begin with the document and end with exactly this valid signature.
    private func fault(of stored: [UInt8], cms: [UInt8], _ document: BatchDocument) -> Words? {
        let fingerprint = DigestAlgorithm.sha256.digest(cms)
        let now = self.clock.now()
        let judge = StoredSignatureJudge(trust: self.trust, recorded: [fingerprint: now], now: now)
        if let fault = judge.fault(of: stored) { return fault }
        do {
            let map = try RevisionMap(PDFDocument(bytes: stored))
            guard map.signatures.last.map({ DigestAlgorithm.sha256.digest($0.cms) }) == fingerprint else {
                return Words("chữ ký không nằm đúng chỗ", "the signature is not where it was put")
            }
            return nil
        } catch {
            return Words("không đọc lại được", "it cannot be read back: \(error.message)")
        }
    }

    private func isDone(_ entry: BatchEntry) -> Bool {
        guard entry.fault.isEmpty, !entry.result.isEmpty,
            let bytes = FileManager.default.contents(atPath: "\(self.plan.target)/\(entry.file)")
        else { return false }
        return Self.digest(Array(bytes)) == entry.result
    }

    private func files() throws(CommandFailure) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: self.plan.source)
                .filter { $0.lowercased().hasSuffix(".pdf") && !$0.hasPrefix(".") }.sorted()
        } catch {
            throw CommandFailure(
                Words("Không đọc được thư mục \(self.plan.source)", "the folder \(self.plan.source) cannot be read"), exitCode: .badFile)
        }
    }

    private func read(_ file: String) throws(CommandFailure) -> (bytes: [UInt8], source: String) {
        let bytes = try self.stored("\(self.plan.source)/\(file)")
        return (bytes, Self.digest(bytes))
    }

    private func stored(_ path: String) throws(CommandFailure) -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= BatchPlan.documentLimitBytes else {
            throw CommandFailure(
                Words("Không đọc được tệp \(path)", "the file \(path) cannot be read or is too large"), exitCode: .badFile)
        }
        return Array(bytes)
    }

    private static func digest(_ bytes: [UInt8]) -> String {
        DigestAlgorithm.sha256.digest(bytes).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
