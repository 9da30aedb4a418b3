import Archive
import Clocks
import TestSupport
import Testing

struct PackageExaminerTests {
    @Test(arguments: [PackageKind.submission, .archival, .use])
    func `R51 a changed byte is found and its file is named`(kind: PackageKind) async throws {
        try await SamplePackage.with { sample in
            let (path, written) = try await sample.write(kind)
            let folder = written.objectID.split(separator: ":").joined(separator: "_")
            let original = try await SamplePackage.entries(path, folder)
            #expect(try sample.examine(original).isValid)

            for place in original.entries.indices {
                let name = String(decoding: original.entries[place].name, as: UTF8.self).dropFirst(folder.count + 1)
                let count = original.entries[place].content.count
                // METS of the root has to bear it at every byte; the others are covered by a digest.
                let step = name == "METS.xml" ? max(1, count / 400) : max(1, count / 10)
                for offset in stride(from: 0, to: count, by: step) {
                    var changed = original
                    changed.entries[place].content[offset] ^= 0x01
                    let report = try sample.examine(changed)
                    #expect(
                        report.findings.contains { $0.isSerious && $0.path == name }, "\(name) at \(offset): \(report.findings)")
                }
            }
        }
    }

    @Test func `R51 a file that is missing, added or cut short is named`() async throws {
        try await SamplePackage.with { sample in
            let (path, written) = try await sample.write(.archival)
            let folder = written.objectID.split(separator: ":").joined(separator: "_")
            let original = try await SamplePackage.entries(path, folder)

            for place in original.entries.indices {
                let name = String(decoding: original.entries[place].name, as: UTF8.self).dropFirst(folder.count + 1)
                var without = original
                without.entries.remove(at: place)
                #expect(try sample.examine(without).findings.contains { $0.isSerious && $0.path == name }, "\(name) is missing")
                var cut = original
                cut.entries[place].content.removeLast()
                #expect(try sample.examine(cut).findings.contains { $0.isSerious && $0.path == name }, "\(name) is cut")
            }
            var more = original
            more.entries.append(.init("\(folder)/representations/rep1/data/x.pdf", [1]))
            #expect(try sample.examine(more).findings.contains { $0.kind == .unexpected && $0.path.hasSuffix("x.pdf") })
        }
    }

    @Test func `R57 a byte that changed in the container is found by the container's own checksum`() async throws {
        try await SamplePackage.with { sample in
            let (path, written) = try await sample.write(.submission)
            var bytes = try await SamplePackage.entries(path, written.objectID).bytes()
            let needle = Array("%PDF-1.7".utf8)
            let place = try #require(bytes.indices.dropLast(8).first { bytes[$0..<$0 + 8].elementsEqual(needle) })
            bytes[place + 100] ^= 0x10

            let report = try sample.examine(sample.file("flipped.zip", bytes))

            #expect(report.findings.contains { $0.kind == .changed && $0.path.hasSuffix("0000001.pdf") })
            #expect(!report.isValid)
        }
    }

    @Test func `a package from the future, and one whose dates contradict each other, are told`() async throws {
        try await SamplePackage.with { sample in
            let (path, _) = try await sample.write(.archival)
            sample.clock.advance(by: .seconds(-3 * 86_400))

            let report = try sample.examine(path)

            #expect(Set(report.findings.filter { $0.kind == .date }.map(\.path)).isSuperset(of: ["METS.xml", "metadata/preservation/PREMIS.xml"]))
            #expect(!report.isValid)
        }
    }

    @Test func `R35 whoever can judge signatures is asked about every PDF, and an invalid one makes the package invalid`() async throws {
        try await SamplePackage.with { sample in
            let (path, _) = try await sample.write(.submission)
            let examiner = PackageExaminer { path, bytes in
                #expect(bytes.starts(with: Array("%PDF-1.7".utf8)) && bytes.count > 3000)
                return SignatureAnswer(
                    path.hasSuffix("2.pdf") ? .invalid : .valid, vietnamese: "chữ ký không hợp lệ", english: "not valid")
            }

            let report = try examiner.examine(path, scratch: sample.folder, at: sample.clock.now())

            #expect(report.signatures.count == 3)
            #expect(report.findings.filter(\.isSerious).map(\.kind) == [.signature])
            #expect(report.findings.first { $0.kind == .signature }?.path.hasSuffix("0000002.pdf") == true)
        }
    }
}
