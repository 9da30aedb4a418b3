import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import Logging
import OCR
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Takes in what scanners write into folders: each file once, when it is whole, and moved when it is done with.
///
/// A file with a side-car becomes a paper of its own; one whose name says a component joins that component's open capture.
/// A file that cannot be taken in goes to `failed/` with the reason; one that cannot be taken in *now* stays claimed and is
/// tried again.
struct WatchedFolderService: Service {
    let folders: [WatchedFolder]
    let capture: CapturePaperHandler
    let captures: CaptureStore
    let addFile: AddCaptureFileHandler
    let blobs: any BlobStore
    let limits: ScanLimits
    let clock: any UTCClock
    /// Pause between two looks at the folders.
    var pause: Duration = .seconds(2)
    /// How long a file without a marker must not have changed.
    var settling: Duration = .seconds(5)
    let logger: Logger
    private let files = BlockingQueue(label: "hoso.digitization.folders")

    init(
        folders: [WatchedFolder], capture: CapturePaperHandler, captures: CaptureStore, addFile: AddCaptureFileHandler,
        blobs: any BlobStore, limits: ScanLimits, clock: any UTCClock, logger: Logger
    ) {
        self.folders = folders
        self.capture = capture
        self.captures = captures
        self.addFile = addFile
        self.blobs = blobs
        self.limits = limits
        self.clock = clock
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for folder in self.folders { group.addTask { await self.watch(folder) } }
            }
        }
    }

    private func watch(_ folder: WatchedFolder) async {
        var sights: [String: ScanFolder.Sight] = [:]
        while !Task.isCancelled {
            do {
                try await self.look(folder, &sights)
                try await Task.sleep(for: self.pause)
            } catch is CancellationError {
                return
            } catch {
                guard !Task.isCancelled else { return }
                self.logger.warning("a watched folder cannot be served now", metadata: ["error": "\(error)"])
                // Cancelled meanwhile: the loop ends by its own condition.
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }

    /// Looks at a folder once: takes over what a dead process left, and takes in what is complete.
    ///
    /// - Parameter sights: What the look before saw.
    func look(_ folder: WatchedFolder, _ sights: inout [String: ScanFolder.Sight]) async throws {
        let files = ScanFolder(path: folder.path)
        let (now, settling) = (self.clock.now(), self.settling)
        let before = sights
        let (left, complete, seen) = try await self.files.run {
            var sights = before
            try files.prepare()
            let left = try files.claimed()
            let complete = try files.complete(&sights, now: now, settling: settling)
            return (left, complete, sights)
        }
        sights = seen
        for name in left {
            if let scan = try await self.files.run({ try files.hold(name) }) { try await self.take(scan, folder, files) }
        }
        for name in complete {
            if let scan = try await self.files.run({ try files.claim(name) }) { try await self.take(scan, folder, files) }
        }
    }

    private func take(_ scan: ClaimedScan, _ folder: WatchedFolder, _ files: ScanFolder) async throws {
        defer { scan.release() }
        do {
            try await self.takeIn(scan, folder, files)
            try await self.files.run { try files.settle(scan) }
        } catch let failure as HosoFailure where failure.code != .unavailable && failure.code != .internal {
            self.logger.notice("a scan from a folder was not taken in", metadata: ["failure": "\(failure.code)"])
            let text = "\(scan.name)\n\n\(failure.messageVi)\n\n\(failure.messageEn)\n"
            try await self.files.run { try files.fail(scan, text: text) }
        }
    }

    private func takeIn(_ scan: ClaimedScan, _ folder: WatchedFolder, _ files: ScanFolder) async throws {
        let sideCar = try await self.files.run { try files.sideCar(of: scan.name) }
        // What the paper is comes first: content of a secret is not even copied into the store.
        let described = try sideCar.map { try SideCar(json: $0) }
        let place = try await described == nil ? self.openCapture(scan.name, folder) : nil
        var request = try described?.request(folder, key: "")
        let reference = try await self.store(scan)
        let file = StoredFile(reference, mediaType: "application/octet-stream")
        let key = "folder:\(folder.agencyCode):\(reference.hex):\(scan.name)"
        if let place {
            _ = try await self.addFile.add(file, key: String(key.prefix(255)), to: place.id, replacing: nil)
        } else if request != nil {
            request?.idempotencyKey = String(key.prefix(255))
            request?.scan = file.wire
            if let request { _ = try await self.capture.handle(request) }
        }
    }

    private func openCapture(_ name: String, _ folder: WatchedFolder) async throws -> Capture {
        guard let (dossier, component) = folder.name.component(of: name) else {
            throw HosoFailure(
                code: .invalidArgument,
                messageVi: "Tên tệp không theo quy tắc và không có tệp mô tả (.json) đi kèm, nên không biết thuộc giấy tờ nào.",
                messageEn: "The name follows no rule and there is no side-car file (.json): nobody knows which paper this is.")
        }
        let open = try await self.captures.open(agencyCode: folder.agencyCode, dossierCode: dossier, componentCode: component)
        guard let open else {
            throw HosoFailure(
                code: .notFound,
                messageVi: "Không có lần sao chụp nào đang mở cho thành phần \(component) của hồ sơ \(dossier). Hãy mở sao chụp rồi quét lại.",
                messageEn: "No capture is open for component \(component) of dossier \(dossier). Open one and scan again.")
        }
        return open
    }

    private func store(_ scan: ClaimedScan) async throws -> BlobReference {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: scan.path))
        // Read only: closing can lose nothing.
        defer { try? handle.close() }
        let files = self.files
        let chunks = AsyncThrowingStream<[UInt8], any Error>(unfolding: {
            let piece = try await files.run { try handle.read(upToCount: 262_144) ?? Data() }
            return piece.isEmpty ? nil : [UInt8](piece)
        })
        do {
            return try await self.blobs.put(chunks, limitBytes: self.limits.maximumFileBytes)
        } catch let error as BlobStoreError where error.code == .tooLarge {
            let finding = QualityFinding(.tooLarge, measured: "> \(self.limits.maximumFileBytes >> 20) MiB", demanded: "≤ \(self.limits.maximumFileBytes >> 20) MiB")
            throw HosoFailure(code: .badFile, messageVi: finding.adviceVi, messageEn: finding.adviceEn)
        }
    }
}
