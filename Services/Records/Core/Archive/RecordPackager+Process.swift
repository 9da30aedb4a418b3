import Archive
import BlobStore
import Clocks
import Postgres
import RecordsDomain

/// The process file of a document: what was done with it here, before it came here, and elsewhere (R50).
extension RecordPackager {
    /// - Returns: The file and its ending. One of another software, whose form the circular leaves open, goes on as it came.
    func process(
        _ filed: PackageDocuments.Filed, code: String, of record: WorkRecord, _ acts: [ActStore.Act], _ origin: ImportStore.Origin?
    ) async throws -> (bytes: [UInt8], ending: String) {
        var steps = Self.steps(filed, record, acts)
        steps += try await self.elsewhere(filed.document)
        if let origin, let file = origin.process, let reference = BlobReference(sha256: file.sha256, sizeBytes: file.sizeBytes) {
            let earlier = try await self.blobs.withFile(reference) { path in
                do throws(ArchiveError) {
                    return try ProcessFile(reading: path)
                } catch {
                    guard !error.code.isRetriable else { throw error }
                    return nil
                }
            }
            guard let earlier else { return (try await self.blobs.get(reference), origin.processExtension) }
            let known = Set(earlier.steps.map(Self.key))
            steps = earlier.steps + steps.filter { !known.contains(Self.key($0)) }
        }
        return (try ProcessFile(code: code, steps: steps).bytes(), "xml")
    }

    /// What was done with a document elsewhere; what the signing service says with words stands for what its events told without.
    private func elsewhere(_ document: RepositoryDocument) async throws -> [ProcessFile.Step] {
        let told = try await self.postgres.withConnection { try await DocumentStepStore(session: $0).list(of: document.id) }
        let isOfSigning = { (step: ProcessFile.Step) in step.kind.hasPrefix("signing.") }
        guard document.details.form == .issued || told.contains(where: isOfSigning), let said = try await self.words.ask(document.id)
        else { return told }
        return said + told.filter { !isOfSigning($0) }
    }

    /// A step as the file writes it, which has no parts of a second.
    private static func key(_ step: ProcessFile.Step) -> [String] { [step.kind, step.at.vietnamISO8601, step.officerCode, step.note] }

    /// What was done with a document and with its record.
    private static func steps(_ filed: PackageDocuments.Filed, _ record: WorkRecord, _ acts: [ActStore.Act]) -> [ProcessFile.Step] {
        var steps = [
            ProcessFile.Step("recordOpened", at: record.openedAt, by: ""),
            ProcessFile.Step("stored", at: filed.document.storedAt, by: ""),
            ProcessFile.Step("filed", at: filed.filedAt, by: filed.filedBy),
        ]
        if let closedAt = record.closedAt { steps.append(ProcessFile.Step("recordClosed", at: closedAt, by: record.details.keeper)) }
        for act in acts where act.ordinal == 0 || act.ordinal == filed.ordinal {
            steps.append(ProcessFile.Step(act.name, at: act.happenedAt, by: act.officerCode, note: act.reason))
        }
        return steps
    }
}
