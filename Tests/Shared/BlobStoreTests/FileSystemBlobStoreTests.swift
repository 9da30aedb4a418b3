import BlobStore
import Clocks
import Foundation
import TestSupport
import Testing

@Suite struct FileSystemBlobStoreTests {
    private static let emptyHex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    private func stream(_ chunks: [[UInt8]], then error: (any Error)? = nil) -> AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream { continuation in
            for chunk in chunks { continuation.yield(chunk) }
            continuation.finish(throwing: error)
        }
    }

    private func files(_ path: String) throws -> [String] {
        let found = FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []
        return found.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    private func path(_ root: String, _ reference: BlobReference) -> String {
        "\(root)/objects/\(reference.hex.prefix(2))/\(reference.hex)"
    }

    @Test(arguments: [[], [[]], [[0]], [[UInt8]("hồ sơ".utf8), [1, 2, 3]], Array(repeating: [UInt8](repeating: 7, count: 100_000), count: 20)])
    func `gives back what was put`(chunks: [[UInt8]]) async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)

            let reference = try await store.put(self.stream(chunks), limitBytes: 10_000_000)

            #expect(try await store.get(reference) == chunks.flatMap { $0 })
            #expect(try await store.contains(reference))
            #expect(try self.files(root) == ["objects/\(reference.hex.prefix(2))/\(reference.hex)"])
        }
    }

    @Test func `names bytes by their SHA-256`() async throws {
        try await TemporaryDirectory.with { root in
            let reference = try await FileSystemBlobStore(directory: root).put([])

            #expect(reference.hex == Self.emptyHex)
            #expect(reference.sizeBytes == 0)
        }
    }

    @Test func `survives opening the directory again`() async throws {
        try await TemporaryDirectory.with { root in
            let reference = try await FileSystemBlobStore(directory: root).put([1, 2, 3])

            #expect(try await FileSystemBlobStore(directory: root).get(reference) == [1, 2, 3])
        }
    }

    @Test func `stores the same bytes once when many put them at the same time`() async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            let bytes = [UInt8](repeating: 42, count: 300_000)

            let references = try await withThrowingTaskGroup(of: BlobReference.self) { group in
                for _ in 0..<32 { group.addTask { try await store.put(bytes) } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }

            let reference = try #require(references.first)
            #expect(references.count == 1)
            #expect(try await store.get(reference) == bytes)
            #expect(try self.files(root).count == 1)
        }
    }

    @Test func `refuses more than the limit and leaves nothing behind`() async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)

            await #expect(throws: BlobStoreError(code: .tooLarge, message: "")) {
                try await store.put(self.stream([[1, 2], [3]]), limitBytes: 2)
            }

            #expect(try self.files(root) == [])
        }
    }

    @Test func `passes on an error of the stream and leaves nothing behind`() async throws {
        struct ClientGone: Error {}
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)

            await #expect(throws: ClientGone.self) {
                try await store.put(self.stream([[UInt8](repeating: 1, count: 600_000)], then: ClientGone()), limitBytes: 1 << 20)
            }

            #expect(try self.files(root) == [])
        }
    }

    @Test func `leaves nothing behind when it is cancelled`() async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            let (chunks, feed) = AsyncStream<[UInt8]>.makeStream()
            feed.yield([UInt8](repeating: 1, count: 600_000))

            await withThrowingTaskGroup(of: BlobReference.self) { group in
                group.addTask { try await store.put(chunks, limitBytes: 1 << 20) }
                group.cancelAll()
                await #expect(throws: CancellationError.self) { try await group.next() }
            }

            #expect(try self.files(root) == [])
        }
    }

    @Test(arguments: ["flipped", "truncated", "extended", "directory", "link"])
    func `serves nothing damaged`(damage: String) async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            let reference = try await store.put([1, 2, 3])
            let path = self.path(root, reference)
            try FileManager.default.removeItem(atPath: path)
            switch damage {
            case "flipped": try Data([1, 2, 2]).write(to: URL(fileURLWithPath: path))
            case "truncated": try Data([1, 2]).write(to: URL(fileURLWithPath: path))
            case "extended": try Data([1, 2, 3, 4]).write(to: URL(fileURLWithPath: path))
            case "directory": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            default:
                try Data([1, 2, 3]).write(to: URL(fileURLWithPath: "\(root)/elsewhere"))
                try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "\(root)/elsewhere")
            }

            await #expect(throws: BlobStoreError(code: .damaged, message: "")) { try await store.get(reference) }
            await #expect(throws: BlobStoreError(code: .damaged, message: "")) { try await store.withFile(reference) { $0 } }
        }
    }

    @Test func `does not promise bytes that are damaged on the disk`() async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            let reference = try await store.put([1, 2, 3])
            try FileManager.default.removeItem(atPath: self.path(root, reference))
            try Data([1, 2, 2]).write(to: URL(fileURLWithPath: self.path(root, reference)))

            await #expect(throws: BlobStoreError(code: .damaged, message: "")) { try await store.put([1, 2, 3]) }
        }
    }

    @Test func `says what is not there`() async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            let reference = try #require(BlobReference(hex: Self.emptyHex, sizeBytes: 0))

            await #expect(throws: BlobStoreError(code: .notFound, message: "")) { try await store.get(reference) }
            #expect(try await store.contains(reference) == false)
        }
    }

    @Test(arguments: [Int64.max, 0, 4])
    func `a reference with another size is not served`(size: Int64) async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            let stored = try await store.put([1, 2, 3])
            let reference = try #require(BlobReference(sha256: stored.sha256, sizeBytes: size))

            await #expect(throws: BlobStoreError(code: .damaged, message: "")) { try await store.get(reference) }
            #expect(try await store.contains(reference) == false)
        }
    }

    @Test func `lends a read-only file`() async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            let reference = try await store.put([1, 2, 3])

            let path = try await store.withFile(reference) { $0 }

            let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1, 2, 3]))
            #expect((permissions ?? 0o777) & 0o222 == 0)
        }
    }

    @Test(arguments: ["incoming", "objects"])
    func `a folder that is gone is a disk error, not a missing blob`(folder: String) async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            try FileManager.default.removeItem(atPath: "\(root)/\(folder)")

            await #expect(throws: BlobStoreError(code: .inputOutput, message: "")) { try await store.put([1]) }
            #expect(try self.files(root) == [])
        }
    }

    @Test func `refuses a file in the place of its directory`() async throws {
        try await TemporaryDirectory.with { root in
            try Data().write(to: URL(fileURLWithPath: "\(root)/objects"))

            #expect(throws: BlobStoreError(code: .inputOutput, message: "")) { try FileSystemBlobStore(directory: root) }
        }
    }

    @Test func `lists what it stores and skips what is not its own`() async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            var expected: Set<BlobReference> = []
            for number in 0..<50 { expected.insert(try await store.put([UInt8(number)])) }
            let folder = try #require(expected.first).hex.prefix(2)
            try Data([1]).write(to: URL(fileURLWithPath: "\(root)/objects/\(folder)/README"))

            var found: Set<BlobReference> = []
            for try await reference in store.allReferences() { found.insert(reference) }

            #expect(found == expected)
        }
    }

    @Test func `lists orphans only after the grace period, which a new put restarts`() async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            let kept = try await store.put([1])
            let orphan = try await store.put([2])
            let again = try await store.put([3])
            for reference in [kept, orphan, again] {
                let past = Date(timeIntervalSince1970: 1_000_000)
                try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: self.path(root, reference))
            }
            _ = try await store.put([3])

            let before = UTCInstant(microsecondsSinceEpoch: 1_000_001_000_000)
            var found: [BlobReference] = []
            for try await reference in store.orphans(storedBefore: before, isReferenced: { $0 == kept }) {
                found.append(reference)
            }

            #expect(found == [orphan])
        }
    }

    @Test func `removes what a crashed writer left, and only that`() async throws {
        try await TemporaryDirectory.with { root in
            let store = try FileSystemBlobStore(directory: root)
            let reference = try await store.put([1])
            for (name, seconds) in [("old", 1_000_000.0), ("new", 3_000_000.0)] {
                try Data([9]).write(to: URL(fileURLWithPath: "\(root)/incoming/\(name)"))
                let time = Date(timeIntervalSince1970: seconds)
                try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: "\(root)/incoming/\(name)")
            }

            let removed = try await store.removeAbandoned(writtenBefore: UTCInstant(microsecondsSinceEpoch: 2_000_000_000_000))

            #expect(removed == 1)
            #expect(FileManager.default.fileExists(atPath: "\(root)/incoming/new"))
            #expect(try await store.contains(reference))
        }
    }
}
