import Clocks
import Foundation
import Glibc
import NIOPosix

/// Uploads that are not whole yet: a folder beside the blobs, shared by every gateway that shares them.
///
/// An upload is a file that grows. What was received before a cut is kept; how much that is, is the size of the file, so
/// nothing has to be written down that could differ from it. Whoever appends holds the file's lock.
struct UploadFolder: Sendable {
    /// Time after which an upload nobody touched is given up.
    static let expiry: Duration = .seconds(24 * 3600)

    let path: String

    /// Begins an upload of an announced size.
    func begin(_ id: Identifier, sizeBytes: Int64) async throws {
        let folder = self.path
        try await self.blocking {
            try Self.check(mkdir(folder, 0o700) == 0 || errno == EEXIST, "make the folder of uploads")
            let file = open("\(folder)/\(id).\(sizeBytes).part", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            try Self.check(file >= 0, "begin an upload")
            close(file)
        }
    }

    /// Finds an upload; nil when there is none, or no more.
    func find(_ id: Identifier) async throws -> PendingUpload? {
        let folder = self.path
        return try await self.blocking { try Self.find(id, in: folder) }
    }

    /// Opens an upload to append to it, and holds it until the lease is given back.
    ///
    /// - Returns: nil when somebody else is appending right now.
    func lease(_ upload: PendingUpload) async throws -> UploadLease? {
        let path = upload.path
        return try await self.blocking {
            let file = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW)
            try Self.check(file >= 0, "open an upload")
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                close(file)
                return nil
            }
            return UploadLease(file: file, path: path)
        }
    }

    /// Removes uploads nobody touched for ``expiry``; one that somebody appends to right now stays.
    ///
    /// - Returns: What was removed.
    @discardableResult
    func expire(now: UTCInstant) async throws -> [PendingUpload] {
        let folder = self.path
        let oldest = now.microsecondsSinceEpoch - Self.expiry.components.seconds * 1_000_000
        return try await self.blocking {
            // The folder is made with the first upload.
            guard FileManager.default.fileExists(atPath: folder) else { return [] }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            return try names.filter { $0.hasSuffix(".part") }.compactMap { try Self.expire("\(folder)/\($0)", untouchedSince: oldest) }
        }
    }

    private static func expire(_ path: String, untouchedSince oldest: Int64) throws -> PendingUpload? {
        var status = stat()
        guard stat(path, &status) == 0, Int64(status.st_mtim.tv_sec) * 1_000_000 < oldest else { return nil }
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        // Seen again under the lock: whoever held it may have gone on, or finished.
        guard flock(file, LOCK_EX | LOCK_NB) == 0, fstat(file, &status) == 0, status.st_nlink > 0,
            Int64(status.st_mtim.tv_sec) * 1_000_000 < oldest
        else { return nil }
        try Self.check(unlink(path) == 0 || errno == ENOENT, "remove an upload")
        let announced = path.split(separator: ".").dropLast().last.flatMap { Int64($0) }
        return PendingUpload(path: path, sizeBytes: announced ?? 0, offset: Int64(status.st_size))
    }

    private static func find(_ id: Identifier, in folder: String) throws -> PendingUpload? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        for name in names where name.hasPrefix("\(id).") && name.hasSuffix(".part") {
            let parts = name.split(separator: ".")
            guard parts.count == 3, let size = Int64(parts[1]) else { continue }
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0 else { continue }
            return PendingUpload(path: "\(folder)/\(name)", sizeBytes: size, offset: Int64(status.st_size))
        }
        return nil
    }

    private static func check(_ isFine: Bool, _ what: String) throws {
        guard isFine else { throw UploadFailed(what: what, number: errno) }
    }

    private func blocking<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await NIOThreadPool.singleton.runIfActive(body)
    }
}
