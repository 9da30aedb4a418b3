import Clocks
import DigitizationDomain
import Foundation

/// Files and pages as they lie in `captures`.
enum StoredCapture {
    struct File: Codable {
        let id: String
        let key: String
        let blob: Blob
        let kind: String
        let pages: Int

        init(_ file: CaptureFile) {
            self.id = file.id.description
            self.key = file.key
            self.blob = Blob(file.file)
            self.kind = file.kind.rawValue
            self.pages = file.pageCount
        }

        func file() throws -> CaptureFile {
            guard let id = Identifier(self.id), let kind = CaptureFileKind(rawValue: self.kind) else { throw StoredCapture.malformed }
            return CaptureFile(id: id, key: self.key, file: try self.blob.file(), kind: kind, pageCount: self.pages)
        }
    }

    struct Page: Codable {
        let id: String
        let fileID: String
        let number: Int
        let turn: Int?
        let verdict: Verdict?

        init(_ page: CapturePage) {
            self.id = page.id.description
            self.fileID = page.fileID.description
            self.number = page.number
            self.turn = page.turn
            self.verdict = page.verdict.map(Verdict.init)
        }

        func page() throws -> CapturePage {
            guard let id = Identifier(self.id), let file = Identifier(self.fileID) else { throw StoredCapture.malformed }
            return CapturePage(id: id, fileID: file, number: self.number, turn: self.turn, verdict: try self.verdict?.verdict())
        }
    }

    struct Verdict: Codable {
        let findings: [StoredFinding]
        let thumbnail: Blob?
        let turn: Int

        init(_ verdict: CapturePage.Verdict) {
            self.findings = verdict.findings.map(StoredFinding.init)
            self.thumbnail = verdict.thumbnail.map(Blob.init)
            self.turn = verdict.turn
        }

        func verdict() throws -> CapturePage.Verdict {
            CapturePage.Verdict(findings: self.findings.map(\.finding), thumbnail: try self.thumbnail?.file(), turn: self.turn)
        }
    }

    struct Blob: Codable {
        let sha256: Data
        let sizeBytes: Int64
        let mediaType: String

        init(_ file: StoredFile) {
            self.sha256 = Data(file.sha256)
            self.sizeBytes = file.sizeBytes
            self.mediaType = file.mediaType
        }

        func file() throws -> StoredFile {
            guard self.sha256.count == 32 else { throw StoredCapture.malformed }
            return StoredFile(sha256: [UInt8](self.sha256), sizeBytes: self.sizeBytes, mediaType: self.mediaType)
        }
    }

    static let malformed = StoredRowMalformed(table: "captures")
}
