import BlobStore
import Clocks
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct BlobRemovalTests {
    private static let past = UTCInstant(microsecondsSinceEpoch: 0)
    private static let future = UTCInstant(microsecondsSinceEpoch: 4_000_000_000_000_000)

    private func with(_ body: (FileSystemBlobStore, String) async throws -> Void) async throws {
        try await TemporaryDirectory.with { folder in
            try await body(try FileSystemBlobStore(directory: folder), folder)
        }
    }

    @Test func `R54 a removed file is gone, and removing it again is no error`() async throws {
        try await self.with { store, folder in
            let reference = try await store.put([1, 2, 3])
            let other = try await store.put([4])

            #expect(try await store.remove(reference, putBefore: Self.future))
            #expect(try await store.remove(reference, putBefore: Self.future))

            #expect(try await !store.contains(reference))
            #expect(try await store.get(other) == [4])
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/incoming") == [])
            #expect(try await store.put([1, 2, 3]) == reference)
        }
    }

    @Test func `R54 a file that was put again after the decision stays, whole`() async throws {
        try await self.with { store, folder in
            let reference = try await store.put([1, 2, 3])

            let isGone = try await store.remove(reference, putBefore: Self.past)

            #expect(!isGone)
            #expect(try await store.get(reference) == [1, 2, 3])
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/incoming") == [])
        }
    }

    @Test func `R54 whoever puts while others remove is never promised a file that is not there`() async throws {
        try await self.with { store, _ in
            let reference = try await store.put([7, 7])
            try await withThrowingTaskGroup { group in
                for number in 0..<400 {
                    group.addTask {
                        // Every put came after the time that removals go by.
                        if number.isMultiple(of: 2) {
                            _ = try await store.put([7, 7])
                        } else {
                            _ = try await store.remove(reference, putBefore: Self.past)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await store.get(reference) == [7, 7])
        }
    }
}
