import BlobStore
import GRPCCore
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// Books and slips.
extension IncomingRPC {
    func makeIncomingBook(
        request: Hoso_Intake_V1_MakeIncomingBookRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_MakeIncomingBookResponse {
        let officer = try IncomingReading.officer(request.officerCode)
        return try await self.answer(officer, "\(request.kind) \(request.agencyCode)") {
            guard let kind = IncomingBooks.Kind(rawValue: request.kind) else { throw IncomingRefusal.malformed("kind") }
            guard let format = IncomingBooks.Format(rawValue: request.format) else { throw IncomingRefusal.malformed("format") }
            guard request.first >= 0, request.last >= 0 else { throw IncomingRefusal.malformed("first") }
            let agency = try IncomingReading.code(request.agencyCode, "agency_code")
            try await self.access.reception(of: agency, for: officer) { $0.mayRegister(officer) }
            let made = try await self.books.book(
                IncomingBooks.Order(
                    agency: agency,
                    name: try Self.name(request.agencyName), kind: kind, year: Int(request.year), first: max(1, Int(request.first)),
                    last: request.last == 0 ? Int(Int32.max) : Int(request.last), format: format, onlyLate: request.late))
            return .with {
                $0.sha256 = made.file.hex
                $0.sizeBytes = made.file.sizeBytes
                $0.mediaType = made.mediaType
                $0.rows = Int32(clamping: made.rows)
            }
        }
    }

    func makeHandlingSlip(
        request: Hoso_Intake_V1_MakeHandlingSlipRequest, context: ServerContext
    ) async throws -> Hoso_Intake_V1_MakeHandlingSlipResponse {
        try await self.answer {
            let found = try await self.shown(request.incomingID, to: request.officerCode)
            let file = try await self.books.slip(of: found.document, history: found.history, agency: try Self.name(request.agencyName))
            return .with {
                $0.sha256 = file.hex
                $0.sizeBytes = file.sizeBytes
                $0.mediaType = "application/pdf"
            }
        }
    }

    private static func name(_ text: String) throws(IncomingRefusal) -> String {
        guard (1...200).contains(text.unicodeScalars.count), !text.utf8.contains(0) else { throw .malformed("agency_name") }
        return text.composed
    }
}
