import Clocks
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import Hummingbird
import SwiftProtobuf

/// The archive: transfers with their minutes, packages, what comes in and goes out, the files' health. Bodies are the messages of
/// `ArchiveService` in protobuf's JSON; the officer is the one of the header, whoever a body names.
struct ArchiveRoutes: Sendable {
    let backend: Backend

    func add(to router: EdgeRouter) {
        router.post("/v1/archive-transfers") { try await self.open(RequestInput(request: $0, context: $1)) }
        router.get("/v1/archive-transfers") { try await self.list(RequestInput(request: $0, context: $1)) }
        router.get("/v1/archive-transfers/{id}") { try await self.transfer(RequestInput(request: $0, context: $1)) }
        router.post("/v1/archive-transfers/{id}/signatures") { try await self.sign(RequestInput(request: $0, context: $1)) }
        router.post("/v1/archive-transfers/{id}/decision") { try await self.decide(RequestInput(request: $0, context: $1)) }
        router.post("/v1/records/{id}/use-packages") { try await self.makeUsePackage(RequestInput(request: $0, context: $1)) }
        router.get("/v1/records/{id}/packages") { try await self.packages(RequestInput(request: $0, context: $1)) }
        router.post("/v1/records/{id}/exports") { try await self.export(RequestInput(request: $0, context: $1)) }
        router.post("/v1/package-imports") { try await self.importPackage(RequestInput(request: $0, context: $1)) }
        router.get("/v1/package-imports/{id}") { try await self.packageImport(RequestInput(request: $0, context: $1)) }
        router.post("/v1/legacy-records") { try await self.importLegacy(RequestInput(request: $0, context: $1)) }
        router.get("/v1/file-health") { try await self.health(RequestInput(request: $0, context: $1)) }
        router.get("/v1/unfiled-documents") { try await self.unfiled(RequestInput(request: $0, context: $1)) }
    }

    private func open(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_OpenTransferRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.archive.openTransfer(message, options: Backend.usual), status: .created)
    }

    private func list(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["agency", "limit", "after"])
        let message = try Hoso_Records_V1_ListArchiveTransfersRequest.with {
            $0.agencyCode = try query.code("agency")
            $0.limit = try query.limit()
            $0.afterTransferID = Data(try query.identifier("after")?.bytes ?? [])
        }
        return try ProtoJSON.response(try await self.backend.archive.listArchiveTransfers(message, options: Backend.usual))
    }

    private func transfer(_ input: RequestInput) async throws -> Response {
        let id = Data(try input.identifier("id").bytes)
        return try ProtoJSON.response(try await self.backend.archive.getTransfer(.with { $0.transferID = id }, options: Backend.usual))
    }

    private func sign(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_SignTransferRequest = try await input.message()
        message.transferID = Data(try input.identifier("id").bytes)
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.archive.signTransfer(message, options: Backend.slow))
    }

    private func decide(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_DecideTransferRequest = try await input.message()
        message.transferID = Data(try input.identifier("id").bytes)
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.archive.decideTransfer(message, options: Backend.usual))
    }

    private func makeUsePackage(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_MakeUsePackageRequest = try await input.message()
        message.recordID = Data(try input.identifier("id").bytes)
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.archive.makeUsePackage(message, options: Backend.usual), status: .created)
    }

    private func packages(_ input: RequestInput) async throws -> Response {
        let id = Data(try input.identifier("id").bytes)
        return try ProtoJSON.response(try await self.backend.archive.listPackages(.with { $0.recordID = id }, options: Backend.usual))
    }

    /// Large records take long; the file is read with `GET /v1/files/…`.
    private func export(_ input: RequestInput) async throws -> Response {
        let id = Data(try input.identifier("id").bytes)
        try await input.noBody()
        let officer = input.context.officerCode
        let answer = try await self.backend.archive.exportRecord(
            .with {
                $0.recordID = id
                $0.officerCode = officer
            }, options: Backend.watching)
        return try ProtoJSON.response(answer, status: .created)
    }

    private func importPackage(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_ImportPackageRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.archive.importPackage(message, options: Backend.usual), status: .created)
    }

    private func packageImport(_ input: RequestInput) async throws -> Response {
        let id = Data(try input.identifier("id").bytes)
        return try ProtoJSON.response(try await self.backend.archive.getPackageImport(.with { $0.importID = id }, options: Backend.usual))
    }

    private func importLegacy(_ input: RequestInput) async throws -> Response {
        var message: Hoso_Records_V1_ImportLegacyRecordRequest = try await input.message()
        message.officerCode = input.context.officerCode
        return try ProtoJSON.response(try await self.backend.archive.importLegacyRecord(message, options: Backend.watching), status: .created)
    }

    private func health(_ input: RequestInput) async throws -> Response {
        let limit = try input.query(["limit"]).limit(upTo: 1000)
        return try ProtoJSON.response(try await self.backend.archive.getFileHealth(.with { $0.limit = limit }, options: Backend.usual))
    }

    private func unfiled(_ input: RequestInput) async throws -> Response {
        let query = try input.query(["agency", "limit", "after"])
        let message = try Hoso_Records_V1_ListUnfiledRequest.with {
            $0.agencyCode = try query.code("agency")
            $0.limit = try query.limit()
            $0.afterDocumentID = Data(try query.identifier("after")?.bytes ?? [])
        }
        return try ProtoJSON.response(try await self.backend.archive.listUnfiled(message, options: Backend.usual))
    }
}
