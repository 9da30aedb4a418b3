import Clocks
import Foundation
import Glibc

/// The files of one watched folder. Every method may block.
///
/// `working/` holds what was claimed, `done/` what was taken in, `failed/` what was not, each with a text beside it. A file
/// is claimed by renaming it into `working/` and holding its lock: of several processes one succeeds, and the lock of a
/// process that died is gone, so another takes its files over.
struct ScanFolder: Sendable {
    /// What is known of a file that may still be written.
    struct Sight: Hashable, Sendable {
        let sizeBytes: Int64
        let modifiedNanoseconds: Int64
        let since: UTCInstant
    }

    /// Endings that are never a scan: half-written files, markers and side-cars.
    private static let passedOver = [".part", ".tmp", ".filepart", ".crdownload", ".json", ".done", ".txt"]

    let path: String

    /// Makes the folders that are missing.
    func prepare() throws {
        for folder in ["working", "done", "failed"] {
            guard mkdir("\(self.path)/\(folder)", 0o770) == 0 || errno == EEXIST else {
                throw ScanFolderFailed(what: "make \(folder)/", number: errno)
            }
        }
    }

    /// Names of files that are complete, in their order.
    ///
    /// - Parameters:
    ///   - sights: What was seen before; brought up to date.
    ///   - now: The time of this look.
    ///   - settling: How long size and time of a file must not have changed.
    func complete(_ sights: inout [String: Sight], now: UTCInstant, settling: Duration) throws -> [String] {
        var (seen, complete): ([String: Sight], [String]) = ([:], [])
        for name in try self.names(in: self.path).sorted() where !Self.passedOver.contains(where: name.lowercased().hasSuffix) {
            guard let status = Self.status("\(self.path)/\(name)"), status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { continue }
            let modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
            let size = Int64(status.st_size)
            let before = sights[name].flatMap { $0.sizeBytes == size && $0.modifiedNanoseconds == modified ? $0 : nil }
            let sight = before ?? Sight(sizeBytes: size, modifiedNanoseconds: modified, since: now)
            seen[name] = sight
            if Self.status("\(self.path)/\(name).done") != nil || (before != nil && sight.since + settling <= now) { complete.append(name) }
        }
        sights = seen
        return complete
    }

    /// Claims a complete file; nil when somebody else did.
    func claim(_ name: String) throws -> ClaimedScan? {
        let target = "\(self.path)/working/\(name)"
        // A file of this name, or what belongs to it, is under way: this one waits, it would take that one's place.
        guard Self.status(target) == nil, Self.status("\(target).json") == nil else { return nil }
        guard Glibc.rename("\(self.path)/\(name)", target) == 0 else {
            guard errno == ENOENT else { throw ScanFolderFailed(what: "claim \(name)", number: errno) }
            return nil
        }
        return try self.hold(name)
    }

    /// Names of claimed files, of living and of dead processes.
    ///
    /// A side-car whose file is gone was left by a process that died between the two moves; it follows its file.
    func claimed() throws -> [String] {
        let names = try self.names(in: "\(self.path)/working").sorted()
        for sideCar in names where sideCar.hasSuffix(".json") && Self.status("\(self.path)/working/\(sideCar.dropLast(5))") == nil {
            try self.rename("\(self.path)/working/\(sideCar)", self.free(sideCar, in: "done"))
        }
        return names.filter { !$0.hasSuffix(".json") }
    }

    /// Holds a claimed file; nil when its holder lives, or it is gone.
    func hold(_ name: String) throws -> ClaimedScan? {
        let path = "\(self.path)/working/\(name)"
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        let scan = ClaimedScan(name: name, path: path, file: file)
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return nil }
        // Whoever held it before may have moved it away between our opening and our locking.
        var (held, there) = (stat(), stat())
        guard fstat(file, &held) == 0, stat(path, &there) == 0, held.st_ino == there.st_ino, held.st_dev == there.st_dev else { return nil }
        try self.gather(name)
        return scan
    }

    /// Brings the side-car of a held file, `scan.tif.json` or `scan.json`, beside it.
    ///
    /// From then on both travel together: whoever takes over after a death finds the description with its file, and not
    /// that of the next file of the same name.
    private func gather(_ name: String) throws {
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        guard Self.status(self.sideCarPath(of: name)) == nil,
            let waiting = ["\(self.path)/\(name).json", "\(self.path)/\(stem).json"].first(where: { Self.status($0) != nil })
        else { return }
        try self.rename(waiting, self.sideCarPath(of: name))
    }

    /// The side-car of a held file.
    func sideCar(of name: String) throws -> [UInt8]? {
        let path = self.sideCarPath(of: name)
        guard let status = Self.status(path) else { return nil }
        guard status.st_size <= 65_536 else {
            throw ScanFolderFailed(what: "read a side-car of more than 64 KiB", number: EFBIG)
        }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Moves a file that was taken in, and what belongs to it.
    func settle(_ scan: ClaimedScan) throws {
        try self.move(scan, to: "done", text: nil)
    }

    /// Moves a file that was not taken in, and says why in a text beside it.
    func fail(_ scan: ClaimedScan, text: String) throws {
        try self.move(scan, to: "failed", text: text)
    }

    private func move(_ scan: ClaimedScan, to folder: String, text: String?) throws {
        let target = self.free(scan.name, in: folder)
        if let text {
            // First the reason, then the file: whoever finds the file finds the reason.
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(target).error.txt"), options: .atomic)
        }
        guard Self.status("\(self.path)/\(scan.name).done") == nil || unlink("\(self.path)/\(scan.name).done") == 0 || errno == ENOENT else {
            throw ScanFolderFailed(what: "remove a marker", number: errno)
        }
        // The file first: as long as it is here its description is too, and taking it in again changes nothing.
        try self.rename(scan.path, target)
        try self.rename(self.sideCarPath(of: scan.name), "\(target).json")
        scan.release()
    }

    private func rename(_ from: String, _ to: String) throws {
        guard Glibc.rename(from, to) == 0 || errno == ENOENT else { throw ScanFolderFailed(what: "move a file", number: errno) }
    }

    /// A name that is not taken: scanners begin their numbers anew every day.
    private func free(_ name: String, in folder: String) -> String {
        var (candidate, number) = ("\(self.path)/\(folder)/\(name)", 1)
        while Self.status(candidate) != nil {
            number += 1
            candidate = "\(self.path)/\(folder)/\(number)-\(name)"
        }
        return candidate
    }

    private func sideCarPath(of name: String) -> String { "\(self.path)/working/\(name).json" }

    private func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
        } catch {
            throw ScanFolderFailed(what: "list a folder", number: ENOENT)
        }
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}

/// The file system refused something a watched folder needs.
struct ScanFolderFailed: Error {
    let what: String
    /// The error number of the system.
    let number: Int32
}
