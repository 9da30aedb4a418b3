import Clocks
import DigitizationDomain
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Begins to capture a paper of several files or pages.
struct OpenCaptureHandler: Sendable {
    let captures: CaptureStore
    let clock: any UTCClock
    let identifiers: any IdentifierSource

    func handle(_ request: Hoso_Digitization_V1_OpenCaptureRequest) async throws -> Hoso_Digitization_V1_OpenCaptureResponse {
        let parts = try self.parts(request)
        guard (1...255).contains(request.idempotencyKey.count) else {
            throw HosoFailure.invalid("idempotency_key", "1 to 255 characters")
        }
        let fresh = Capture(id: self.identifiers.next(), parts: parts, openedAt: self.clock.now())
        let (capture, replayed) = try await self.captures.insert(fresh, key: request.idempotencyKey)
        guard capture.parts == parts else { throw HosoFailure.keyReused }
        return .with {
            $0.capture = capture.wire
            $0.replayed = replayed
        }
    }

    private func parts(_ request: Hoso_Digitization_V1_OpenCaptureRequest) throws -> CaptureParts {
        guard let dossierID = Identifier(bytes: [UInt8](request.dossierID)) else { throw HosoFailure.invalid("dossier_id", "16 bytes") }
        guard let role = PaperRole(request.role), role != .incoming else { throw HosoFailure.invalid("role", "component or result") }
        guard let secrecy = SecrecyLevel(request.secrecy) else {
            throw HosoFailure.invalid("secrecy", "declared, also where the paper is not secret")
        }
        guard secrecy.admitsContent else { throw HosoFailure.secretContent("secrecy") }
        return CaptureParts(
            dossierID: dossierID, dossierCode: try CapturePaperHandler.text(request.dossierCode, "dossier_code"),
            componentCode: try CapturePaperHandler.text(request.componentCode, "component_code"),
            paperTypeCode: try CapturePaperHandler.text(request.paperTypeCode, "paper_type_code"), role: role,
            ownerID: try CapturePaperHandler.text(request.ownerID, "owner_id"),
            agencyCode: try CapturePaperHandler.text(request.agencyCode, "agency_code"),
            officerCode: try CapturePaperHandler.text(request.officerCode, "officer_code"),
            title: try CapturePaperHandler.title(request.title), minimumDPI: try CapturePaperHandler.minimumDPI(request.minimumDpi))
    }
}
