import Archive
import Testing

/// Containers that nobody should open without looking.
struct HostilePackageTests {
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let entries: @Sendable () -> [StoredZip.Entry]
    }

    static let cases: [Case] = [
        Case(description: "a path out of the folder") { [.init("a/../../etc/passwd", [1])] },
        Case(description: "an absolute path") { [.init("/etc/passwd", [1])] },
        Case(description: "a drive") { [.init("a/C:x", [1])] },
        Case(description: "backslashes") { [.init("a\\..\\b", [1])] },
        Case(description: "a dot") { [.init("a/./METS.xml", [1])] },
        Case(description: "an empty part") { [.init("a//METS.xml", [1])] },
        Case(description: "a control character") { [.init("a/b\u{1}", [1])] },
        Case(description: "too long a name") { [.init("a/" + String(repeating: "x", count: 2000), [1])] },
        Case(description: "too deep a name") { [.init(String(repeating: "a/", count: 40) + "x", [1])] },
        Case(description: "a symbolic link") { [.init("a/METS.xml", Array("/etc/passwd".utf8), mode: 0o120777)] },
        Case(description: "a device") { [.init("a/METS.xml", [], mode: 0o020644)] },
        Case(description: "a name twice") { [.init("a/METS.xml", [1]), .init("a/METS.xml", [2])] },
        Case(description: "a name twice but for case") { [.init("a/METS.xml", [1]), .init("a/mets.XML", [2])] },
        Case(description: "two folders") { [.init("a/METS.xml", [1]), .init("b/METS.xml", [2])] },
        Case(description: "a file beside the folder") { [.init("METS.xml", [1])] },
        Case(description: "a password") {
            var entry = StoredZip.Entry("a/METS.xml", [UInt8](repeating: 1, count: 40))
            entry.flags = 0x0801
            return [entry]
        },
        Case(description: "nothing") { [] },
    ]

    @Test(arguments: cases)
    func `a container with that is refused and nothing of it is believed`(hostile: Case) async throws {
        try await SamplePackage.with { sample in
            var zip = StoredZip()
            zip.entries = hostile.entries()

            let report = try sample.examine(zip)

            #expect(report.findings.contains { $0.kind == .container && $0.isSerious }, "\(report.findings)")
            #expect(report.contents.documents == [])
        }
    }

    @Test func `what unpacks to more than the limits is given up`() async throws {
        try await SamplePackage.with { sample in
            let (path, _) = try await sample.write(.submission)
            var limits: [PackageLimits] = Array(repeating: PackageLimits(), count: 5)
            limits[0].entries = 4
            limits[1].entryBytes = 2000
            limits[2].metadataBytes = 1000
            limits[3].totalBytes = 10_000
            (limits[4].ratio, limits[4].freeBytes) = (0, 5000)

            for limit in limits {
                let report = try sample.examine(path, limits: limit)
                #expect(report.findings.contains { $0.kind == .container }, "\(limit): \(report.findings)")
            }
        }
    }

    static let documents = [
        "<!DOCTYPE simpledc [<!ENTITY a \"x\">]><simpledc><title>&a;</title></simpledc>",
        "<!DOCTYPE simpledc SYSTEM \"file:///etc/passwd\"><simpledc/>",
        "<simpledc><title>&b;</title></simpledc>",
        "<simpledc><title>1</title><title>2</title></simpledc>",
        "<simpledc><title><b/></title></simpledc>",
        "<simpledc>", "", "x", "<other/>", String(repeating: "<a>", count: 5000), "\u{0}", "<simpledc a='1' a='2'/>",
    ]

    @Test(arguments: documents.indices)
    func `entities, doubled fields and broken XML are findings, not a fall`(place: Int) async throws {
        try await SamplePackage.with { sample in
            let (path, written) = try await sample.write(.submission)
            var zip = try await SamplePackage.entries(path, written.objectID)
            for target in ["metadata/descriptive/EAD.xml", "METS.xml", "representations/rep1/METS.xml", "documentation/hoso.xml"] {
                let name = Array("\(written.objectID)/\(target)".utf8)
                let index = try #require(zip.entries.firstIndex { $0.name == name })
                let before = zip.entries[index].content
                zip.entries[index].content = Array(Self.documents[place].utf8)

                let report = try sample.examine(zip)

                // The checksum tells in any case; the description has to be refused for what it is.
                #expect(
                    report.findings.contains { $0.path == target && $0.isSerious && (target.hasSuffix("EAD.xml") ? $0.kind == .metadata : true) },
                    "\(target): \(report.findings)")
                zip.entries[index].content = before
            }
        }
    }

    @Test func `a truncated container is told at every length`() async throws {
        try await SamplePackage.with { sample in
            let (path, written) = try await sample.write(.submission)
            let bytes = try await SamplePackage.entries(path, written.objectID).bytes()
            for count in stride(from: 0, to: bytes.count, by: bytes.count / 60) {
                let report = try sample.examine(sample.file("cut.zip", Array(bytes[..<count])))
                #expect(!report.isValid, "at \(count)")
            }
        }
    }
}
