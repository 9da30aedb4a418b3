import Archive
import Clocks
import Crypto
import Foundation
import TestSupport

/// A record with documents, and packages made of it.
struct SamplePackage {
    let folder: String
    let clock = FixedClock()

    static func document(_ ordinal: Int, _ kind: PackageKind) -> FieldValues {
        var values = FieldValues()
        let code = "H10.2026.01.QĐ-0001.000000\(ordinal)"
        values[kind == .use ? .arcDocCode : .docCode] = kind == .submission ? code : "LT01." + code
        values[.mode] = "01"
        values[.language] = "01"
        values[.numberOfPage] = "\(ordinal)"
        values[.typeName] = "02"
        values[.codeNumber] = "\(ordinal)"
        values[.codeNotation] = "QĐ-UBND"
        values[.issuedDate] = "0\(ordinal)/03/2026"
        values[.subject] = "Quyết định số \(ordinal) về <việc> \"thử\" & kiểm"
        values[.confidenceLevel] = "01"
        values[.process] = "1"
        if kind != .use { values[.organName] = "Ủy ban nhân dân tỉnh" }
        if kind == .archival {
            values[.arcFileCode] = "LT01.H10.2026.01.QĐ-0001"
            values[.docOrdinal] = "\(ordinal)"
        } else {
            values[.docId] = "doc-\(ordinal)"
            values[.maintenance] = "01"
            values[.riskRecovery] = "0"
        }
        return values
    }

    static func head(_ kind: PackageKind, _ unit: PackageUnit) -> FieldValues {
        var values = FieldValues()
        switch (kind, unit) {
        case (.use, _):
            values[.requestID] = "YC-01"
            values[.requestDate] = "05/03/2026"
            values[.purpose] = "02"
            values[.purposeContent] = "Thanh tra"
        case (_, .record):
            values[kind == .archival ? .arcFileCode : .fileCode] = "H10.2026.01.QĐ-0001"
            values[.title] = "Hồ sơ ban hành quyết định năm 2026"
            values[.maintenance] = "01"
            values[.mode] = "01"
            values[.language] = "01;02"
            values[.startDate] = "01/03/2026"
            values[.endDate] = "04/03/2026"
            values[.riskRecovery] = "0"
            values[.confidenceLevel] = "01"
        case (_, .documents):
            values[kind == .archival ? .arcFileCode : .fileCode] = "H10.2026.01.0000001"
            values[.title] = "Văn bản đi tháng 3"
            values[.source] = "0"
        }
        return values
    }

    func description(_ kind: PackageKind, _ unit: PackageUnit = .record) -> PackageDescription {
        var description = PackageDescription(
            kind: kind, unit: unit, id: SequentialIdentifiers.identifier(7), fondsCode: "P_01", agencyName: "UBND tỉnh",
            packedBy: "CB01", softwareVersion: "0.1", createdAt: self.clock.now())
        description.head = Self.head(kind, unit)
        description.properties = [SheetProperty("dossierCode", "H10-1"), SheetProperty("note", "a\nb <c>")]
        description.events = [
            PreservationEvent(
                id: SequentialIdentifiers.identifier(8), type: "information package creation", at: self.clock.now(),
                agents: [.init(.implementer, code: "LT01", name: "Nguyễn Văn Lưu"), .init(.program, code: "hoso 0.1", name: "hoso 0.1")],
                sources: ["uuid-00000000-0000-7000-8000-000000000006"])
        ]
        return description
    }

    /// A file on this machine.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = "\(self.folder)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    static func content(_ ordinal: Int) -> [UInt8] {
        Array("%PDF-1.7 tài liệu \(ordinal)\n".utf8) + (0..<3000).map { UInt8(truncatingIfNeeded: $0 * ordinal) }
    }

    func packaged(_ ordinal: Int, _ kind: PackageKind) throws -> PackagedDocument {
        let bytes = Self.content(ordinal)
        let values = Self.document(ordinal, kind)
        var document = PackagedDocument(
            code: values[.docCode].isEmpty ? values[.arcDocCode] : values[.docCode], values: values,
            file: try self.file("content-\(ordinal)", bytes), sha256: Array(SHA256.hash(data: bytes)),
            sizeBytes: Int64(bytes.count), pages: ordinal)
        document.process = Array("<process><step at=\"2026-03-01\"/></process>".utf8)
        document.signatures = [.init(signer: "Nguyễn Văn Ký", verdict: "valid")]
        document.properties = [SheetProperty("owner", "CD-\(ordinal)")]
        return document
    }

    /// Writes a package of three documents.
    func write(_ kind: PackageKind, _ unit: PackageUnit = .record) async throws -> (path: String, written: WrittenPackage) {
        let path = "\(self.folder)/\(kind.rawValue)-\(unit.rawValue).zip"
        let writer = try PackageWriter(
            creating: path, scratch: self.folder, description: self.description(kind, unit), identifiers: SequentialIdentifiers())
        for ordinal in 1...3 { try await writer.add(self.packaged(ordinal, kind)) }
        return (path, try await writer.finish())
    }

    func examine(_ path: String, limits: PackageLimits = PackageLimits()) throws -> PackageReport {
        try PackageExaminer(limits: limits).examine(path, scratch: self.folder, at: self.clock.now())
    }

    /// Judges a container that was put together by hand.
    func examine(_ zip: StoredZip, limits: PackageLimits = PackageLimits()) throws -> PackageReport {
        try self.examine(self.file("by-hand.zip", zip.bytes()), limits: limits)
    }

    /// Every file of a package, to be put together again.
    static func entries(_ path: String, _ folder: String) async throws -> StoredZip {
        let entries = try PackageEntries(path)
        var zip = StoredZip()
        while let name = try await entries.next() {
            var content: [UInt8] = []
            for try await piece in entries.bytes { content += piece }
            zip.entries.append(.init("\(folder)/\(name)", content))
        }
        return zip
    }

    static func with(_ body: (SamplePackage) async throws -> Void) async throws {
        try await TemporaryDirectory.with { try await body(SamplePackage(folder: $0)) }
    }
}
