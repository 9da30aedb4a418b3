import Archive
import Foundation
import TestSupport
import Testing

struct PackageWriterTests {
    static let cases: [(PackageKind, PackageUnit)] = [
        (.submission, .record), (.submission, .documents), (.archival, .record), (.archival, .documents), (.use, .record),
    ]

    @Test(arguments: cases)
    func `R51 a package has the tree, is valid and comes back without loss`(kind: PackageKind, unit: PackageUnit) async throws {
        try await SamplePackage.with { sample in
            let (path, written) = try await sample.write(kind, unit)

            let report = try sample.examine(path)

            #expect(report.findings.filter(\.isSerious) == [])
            #expect(report.isValid && report.kind == kind && report.contents.unit == unit)
            #expect(report.sha256 == written.sha256 && report.sizeBytes == written.sizeBytes)
            #expect(report.objectID == written.objectID && report.contents.fondsCode == "P_01")
            #expect(report.contents.properties == sample.description(kind, unit).properties)
            var head = SamplePackage.head(kind, unit)
            if kind != .use, unit == .record { (head[.totalDoc], head[.numberOfPage]) = ("3", "6") }
            if kind == .submission, unit == .documents { head[.totalDoc] = "3" }
            #expect(report.contents.head == head)
            #expect(report.contents.documents.map(\.values) == (1...3).map { SamplePackage.document($0, kind) })
            #expect(report.contents.documents.map(\.properties) == (1...3).map { [.init("owner", "CD-\($0)")] })
            let names = try await Set(SamplePackage.entries(path, "").entries.map { String(decoding: $0.name.dropFirst(), as: UTF8.self) })
            let code = kind == .submission ? "H10.2026.01.QD-0001.0000001" : "LT01.H10.2026.01.QD-0001.0000001"
            #expect(names.isSuperset(of: [
                "METS.xml", "metadata/descriptive/EAD.xml", "representations/rep1/METS.xml",
                "representations/rep1/metadata/descriptive/EAD_doc_\(code).xml", "representations/rep1/data/\(code).pdf",
                "representations/rep1/data/\(code)_process.xml", "schemas/mets.xsd", "schemas/ead.xsd", "schemas/ead_doc.xsd",
            ]))
            let preserved: Set = ["metadata/preservation/PREMIS.xml", "representations/rep1/metadata/preservation/PREMIS_rep1.xml"]
            #expect(kind == .archival ? names.isSuperset(of: preserved) : names.isDisjoint(with: preserved))
        }
    }

    @Test(arguments: cases)
    func `R51 the files of a package are valid against the schemas it carries, PREMIS against the official one`(kind: PackageKind, unit: PackageUnit) async throws {
        try await SamplePackage.with { sample in
            let (path, _) = try await sample.write(kind, unit)

            let answer = try await Referees.validate(path)

            #expect(answer == (kind == .archival ? "valid 8" : "valid 6"))
        }
    }

    @Test(arguments: cases)
    func `R51 eark-validator finds no fault in a package`(kind: PackageKind, unit: PackageUnit) async throws {
        try await SamplePackage.with { sample in
            let (path, _) = try await sample.write(kind, unit)

            let verdict = try await Referees.eark(path)

            #expect(verdict.structure == "WELLFORMED" && verdict.schema == "VALID")
            // Decision 18: these four ask for what the circular's samples, or CSIP16, rule out.
            #expect(verdict.errors == ["CSIP103", "CSIP114"] + (kind == .submission ? ["SIP14", "SIP2"] : []))
        }
    }

    @Test func `R51 a field beyond its rule stops the package and is named`() async throws {
        try await SamplePackage.with { sample in
            let path = "\(sample.folder)/refused.zip"
            let writer = try PackageWriter(
                creating: path, scratch: sample.folder, description: sample.description(.submission), identifiers: SequentialIdentifiers())
            var document = try sample.packaged(1, .submission)
            document.values[.typeName] = "33"
            document.values[.issuedDate] = "31/02/2026"

            let error = await #expect(throws: ArchiveError.self) { try await writer.add(document) }

            #expect(error?.code == .badValue)
            #expect(error?.message.contains("typeName") == true && error?.message.contains("issuedDate") == true)
            await #expect(throws: ArchiveError(code: .misused, message: "")) { try await writer.finish() }
        }
    }

    @Test(arguments: [0, 1, 2])
    func `R57 a file that is not the one that was filed does not get into a package`(how: Int) async throws {
        try await SamplePackage.with { sample in
            let path = "\(sample.folder)/refused.zip"
            var document = try sample.packaged(1, .submission)
            switch how {
            case 0: document.sha256[0] ^= 1
            case 1: document.sizeBytes += 1
            default: document.sizeBytes -= 1
            }
            do {
                let writer = try PackageWriter(
                    creating: path, scratch: sample.folder, description: sample.description(.submission), identifiers: SequentialIdentifiers())

                await #expect(throws: ArchiveError(code: .damaged, message: "")) { try await writer.add(document) }
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
