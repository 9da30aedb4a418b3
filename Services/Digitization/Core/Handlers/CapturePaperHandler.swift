import BlobStore
import Clocks
import DigitizationDomain
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Takes in the scan of one paper; quality gate and recognition follow in the background.
struct CapturePaperHandler: Sendable {
    /// Most pages a clerk can have counted.
    static let mostPages = 500

    let store: PaperStore
    let blobs: any BlobStore
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    func handle(_ request: Hoso_Digitization_V1_CapturePaperRequest) async throws -> Hoso_Digitization_V1_CapturePaperResponse {
        let paper = Paper(receiving: try self.parts(request))
        if let scan = paper.parts.scan { try await self.checkPresent(scan) }
        guard (1...255).contains(request.idempotencyKey.count) else {
            throw HosoFailure.invalid("idempotency_key", "1 to 255 characters")
        }
        switch try await self.store.insert(paper, key: request.idempotencyKey) {
        case .inserted: return .with { $0.paper = paper.wire }
        case .replayed(let earlier):
            return .with {
                $0.paper = earlier.wire
                $0.replayed = true
            }
        case .keyReused:
            throw HosoFailure.keyReused
        }
    }

    private func parts(_ request: Hoso_Digitization_V1_CapturePaperRequest) throws -> PaperParts {
        guard let dossierID = Identifier(bytes: [UInt8](request.dossierID)) else {
            throw HosoFailure.invalid("dossier_id", "16 bytes")
        }
        guard let role = PaperRole(request.role) else { throw HosoFailure.invalid("role", "component, result or incoming") }
        guard let secrecy = SecrecyLevel(request.secrecy) else {
            throw HosoFailure.invalid("secrecy", "declared, also where the paper is not secret")
        }
        guard (1...Self.mostPages).contains(Int(request.declaredPages)) else {
            throw HosoFailure.invalid("declared_pages", "1 to \(Self.mostPages)")
        }
        return PaperParts(
            id: self.identifiers.next(), dossierID: dossierID,
            dossierCode: try Self.text(request.dossierCode, "dossier_code"),
            componentCode: try Self.text(request.componentCode, "component_code"),
            paperTypeCode: try Self.text(request.paperTypeCode, "paper_type_code"), role: role,
            ownerID: try Self.text(request.ownerID, "owner_id"), agencyCode: try Self.text(request.agencyCode, "agency_code"),
            officerCode: try Self.text(request.officerCode, "officer_code"), title: try Self.title(request.title),
            declaredPages: Int(request.declaredPages), minimumDPI: try Self.minimumDPI(request.minimumDpi),
            secrecy: secrecy, scan: try Self.scan(request, secrecy: secrecy), receivedAt: self.clock.now())
    }

    private static func scan(
        _ request: Hoso_Digitization_V1_CapturePaperRequest, secrecy: SecrecyLevel
    ) throws -> StoredFile? {
        guard secrecy.admitsContent else {
            guard !request.hasScan else {
                throw HosoFailure.secretContent("scan")
            }
            return nil
        }
        // A list of pages is this service's own word about files it was given; nobody else may write one.
        guard let scan = StoredFile(request.scan), request.scan.sizeBytes > 0, scan.mediaType != BoundPages.mediaType else {
            throw HosoFailure.invalid("scan", "the reference of an uploaded file")
        }
        return scan
    }

    private func checkPresent(_ scan: StoredFile) async throws {
        guard let reference = scan.reference, try await self.blobs.contains(reference) else {
            throw HosoFailure(
                code: .notFound, messageVi: "Chưa có tệp quét này trong kho. Hãy tải tệp lên trước.",
                messageEn: "This scan is not in the store. Upload it first.", pointer: "scan")
        }
    }

    static func text(_ value: String, _ pointer: String) throws -> String {
        guard (1...100).contains(value.count), !value.unicodeScalars.contains("\0") else {
            throw HosoFailure.invalid(pointer, "1 to 100 characters")
        }
        return value
    }

    /// Lowest resolution accepted; 0 = that of administrative papers.
    static func minimumDPI(_ value: Int32) throws -> Int {
        guard value == 0 || (200...1200).contains(value) else { throw HosoFailure.invalid("minimum_dpi", "0 or 200 to 1200") }
        return value == 0 ? 200 : Int(value)
    }

    static func title(_ value: String) throws -> String {
        guard value.count <= 500, !value.unicodeScalars.contains("\0") else {
            throw HosoFailure.invalid("title", "at most 500 characters")
        }
        return value
    }
}
