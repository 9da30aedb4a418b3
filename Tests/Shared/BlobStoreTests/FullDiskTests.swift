#if os(Linux)
import BlobStore
import Glibc
import TestSupport
import Testing

/// Runs on a small file system of its own; mounting one needs root.
@Suite(.enabled(if: geteuid() == 0, "mounting a tmpfs needs root"))
struct FullDiskTests {
    private func withSmallDisk(_ options: String, _ body: (FileSystemBlobStore, String) async throws -> Void) async throws {
        try await TemporaryDirectory.with { root in
            try #require(mount("tmpfs", root, "tmpfs", 0, options) == 0, "mount failed with errno \(errno)")
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(FileSystemBlobStore(directory: root), root))
            } catch {
                result = .failure(error)
            }
            // A child that another test has just forked may hold a file of it open until it runs its own program.
            try #require(umount2(root, Int32(MNT_DETACH)) == 0, "umount failed with errno \(errno)")
            try result.get()
        }
    }

    @Test func `D2 a full disk is a typed error and leaves no half document`() async throws {
        try await self.withSmallDisk("size=256k") { store, _ in
            let small = try await store.put([1, 2, 3])

            await #expect(throws: BlobStoreError(code: .noSpace, message: "")) {
                try await store.put([UInt8](repeating: 1, count: 1 << 20))
            }

            #expect(try await store.get(small) == [1, 2, 3])
            _ = try await store.put([UInt8](repeating: 2, count: 100_000))
        }
    }

    @Test func `D9 used-up inodes are a typed error`() async throws {
        try await self.withSmallDisk("nr_inodes=6") { store, _ in
            await #expect(throws: BlobStoreError(code: .noSpace, message: "")) {
                for number in 0..<10 as Range<UInt8> { _ = try await store.put([number]) }
            }
        }
    }
}
#endif
