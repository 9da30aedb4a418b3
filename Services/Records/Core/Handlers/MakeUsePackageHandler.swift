import Archive
import Clocks
import Messaging
import RecordsDomain

/// Asks for a package for use of a record that the archive keeps (R51); it is made in the background.
struct MakeUsePackageHandler: Sendable {
    let keeping: RecordKeeping

    /// - Throws: ``RecordsRefusal/wrongState(_:_:)`` unless the archive keeps the record.
    func ask(_ id: Identifier, of recordID: Identifier, _ request: UseRequest, by officerCode: String) async throws -> PackageTask {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        return try await self.keeping.transaction { change in
            let packages = PackageStore(session: change.transaction)
            if let known = try await packages.find(id) {
                guard known.kind == .use, known.recordID == recordID, known.request == request else {
                    throw RecordsRefusal.badValue("packageId", "\(id)")
                }
                return known
            }
            guard let record = try await change.records.find(id: recordID, locked: true) else {
                throw RecordsRefusal.notFound("hồ sơ / record \(recordID)")
            }
            guard record.state == .archived else { throw RecordsRefusal.wrongState(record.fileCode, record.state) }
            let task = PackageTask(
                id: id, kind: .use, recordID: recordID, transferID: nil, request: request, officerCode: officerCode,
                askedAt: change.now, attempt: 0)
            try await packages.ask(task)
            try await change.note("usePackage", reason: "\(request.code): \(request.purposeContent)", by: officerCode, of: record)
            return task
        }
    }
}
