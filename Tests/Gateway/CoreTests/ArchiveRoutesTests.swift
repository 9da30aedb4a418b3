import Clocks
import Foundation
import GRPCCore
import HosoProto
import SwiftProtobuf
import TestSupport
import Testing

@testable import Gateway

/// The archive over HTTP: the messages of the contract in protobuf's JSON.
@Suite(.timeLimit(.minutes(10))) struct ArchiveRoutesTests {
    private typealias Archive = Hoso_Records_V1_ArchiveService.Method
    private static let id = SequentialIdentifiers.identifier(7)

    private func scripted() -> Script {
        let script = Script(methods: PublicMethods.all)
        script.on(Archive.OpenTransfer.descriptor) { (request: Hoso_Records_V1_OpenTransferRequest) in
            Hoso_Records_V1_OpenTransferResponse.with {
                $0.transfer.id = request.transferID
                $0.transfer.state = .packing
                $0.transfer.lateCount = 2
            }
        }
        script.on(Archive.GetTransfer.descriptor) { (request: Hoso_Records_V1_GetTransferRequest) in
            Hoso_Records_V1_GetTransferResponse.with {
                $0.transfer.id = request.transferID
                $0.transfer.records = [.with { $0.daysLate = 10 }]
            }
        }
        script.on(Archive.SignTransfer.descriptor) { (_: Hoso_Records_V1_SignTransferRequest) in Hoso_Records_V1_SignTransferResponse() }
        script.on(Archive.DecideTransfer.descriptor) { (_: Hoso_Records_V1_DecideTransferRequest) in Hoso_Records_V1_DecideTransferResponse() }
        script.on(Archive.ListArchiveTransfers.descriptor) { (_: Hoso_Records_V1_ListArchiveTransfersRequest) in
            Hoso_Records_V1_ListArchiveTransfersResponse()
        }
        script.on(Archive.MakeUsePackage.descriptor) { (_: Hoso_Records_V1_MakeUsePackageRequest) in Hoso_Records_V1_MakeUsePackageResponse() }
        script.on(Archive.ListPackages.descriptor) { (_: Hoso_Records_V1_ListPackagesRequest) in Hoso_Records_V1_ListPackagesResponse() }
        script.on(Archive.ExportRecord.descriptor) { (_: Hoso_Records_V1_ExportRecordRequest) in
            Hoso_Records_V1_ExportRecordResponse.with { $0.file.sizeBytes = 6_000_000_000 }
        }
        script.on(Archive.ImportPackage.descriptor) { (_: Hoso_Records_V1_ImportPackageRequest) in
            Hoso_Records_V1_ImportPackageResponse.with { $0.import.state = "waiting" }
        }
        script.on(Archive.GetPackageImport.descriptor) { (_: Hoso_Records_V1_GetPackageImportRequest) in
            Hoso_Records_V1_GetPackageImportResponse.with { $0.import.findings = [.with { $0.messageVi = "thiếu tệp" }] }
        }
        script.on(Archive.ImportLegacyRecord.descriptor) { (_: Hoso_Records_V1_ImportLegacyRecordRequest) in
            Hoso_Records_V1_ImportLegacyRecordResponse()
        }
        script.on(Archive.GetFileHealth.descriptor) { (_: Hoso_Records_V1_GetFileHealthRequest) in
            Hoso_Records_V1_GetFileHealthResponse.with { $0.faulty = 1 }
        }
        script.on(Archive.ListUnfiled.descriptor) { (_: Hoso_Records_V1_ListUnfiledRequest) in Hoso_Records_V1_ListUnfiledResponse() }
        return script
    }

    @Test func `R48 a transfer goes from opening to the decision with the officer of the header`() async throws {
        try await EdgeRig.run(self.scripted()) { rig in
            let id = Data(Self.id.bytes).base64EncodedString()
            let opened = try await rig.post(
                "/v1/archive-transfers", #"{"transferId":"\#(id)","agencyCode":"H99.12","officerCode":"X","recordIds":["\#(id)"]}"#)
            let signed = try await rig.post(
                "/v1/archive-transfers/\(Self.id)/signatures", #"{"side":"TRANSFER_SIDE_GIVER","minutes":{"sizeBytes":5},"officerCode":"X"}"#)
            let decided = try await rig.post("/v1/archive-transfers/\(Self.id)/decision", #"{"accept":true,"officerCode":"X"}"#)
            let seen = try await rig.get("/v1/archive-transfers/\(Self.id)")
            let listed = try await rig.get("/v1/archive-transfers?agency=H99.12&limit=7&after=\(Self.id)")

            let statuses = [opened, signed, decided, seen, listed].map { Int($0.status) }
            #expect(statuses == [201, 200, 200, 200, 200])
            #expect(opened.body.contains("\"lateCount\":2") && seen.body.contains("\"daysLate\":10"))
            let open = try rig.script.last(Archive.OpenTransfer.descriptor, as: Hoso_Records_V1_OpenTransferRequest.self)
            #expect(open?.officerCode == "CC001" && open?.transferID == Data(Self.id.bytes) && open?.recordIds.count == 1)
            let sign = try rig.script.last(Archive.SignTransfer.descriptor, as: Hoso_Records_V1_SignTransferRequest.self)
            #expect(sign?.officerCode == "CC001" && sign?.transferID == Data(Self.id.bytes) && sign?.side == .giver)
            let decide = try rig.script.last(Archive.DecideTransfer.descriptor, as: Hoso_Records_V1_DecideTransferRequest.self)
            #expect(decide?.officerCode == "CC001" && decide?.accept == true && decide?.transferID == Data(Self.id.bytes))
            let list = try rig.script.last(Archive.ListArchiveTransfers.descriptor, as: Hoso_Records_V1_ListArchiveTransfersRequest.self)
            #expect(list?.agencyCode == "H99.12" && list?.limit == 7 && list?.afterTransferID == Data(Self.id.bytes))
        }
    }

    @Test func `R51 R52 R57 R58 packages, exports, imports and the files' health have their routes`() async throws {
        try await EdgeRig.run(self.scripted()) { rig in
            let record = "/v1/records/\(Self.id)"
            let used = try await rig.post("\(record)/use-packages", #"{"requestCode":"YC-1","officerCode":"X"}"#)
            let packages = try await rig.get("\(record)/packages")
            let exported = try await rig.post("\(record)/exports", "")
            let imported = try await rig.post("/v1/package-imports", #"{"file":{"sizeBytes":9},"retention":{"years":15},"officerCode":"X"}"#)
            let state = try await rig.get("/v1/package-imports/\(Self.id)")
            let legacy = try await rig.post(
                "/v1/legacy-records", #"{"agencyCode":"H99.12","values":[{"column":"Mã hồ sơ","value":"1"}],"documents":[{"row":2}]}"#)
            let health = try await rig.get("/v1/file-health?limit=1000")
            let unfiled = try await rig.get("/v1/unfiled-documents?agency=H99.12")

            let statuses = [used, packages, exported, imported, state, legacy, health, unfiled].map { Int($0.status) }
            #expect(statuses == [201, 200, 201, 201, 200, 201, 200, 200])
            #expect(exported.body.contains("\"sizeBytes\":6000000000") && state.body.contains("thiếu tệp") && health.body.contains("\"faulty\":1"))
            let use = try rig.script.last(Archive.MakeUsePackage.descriptor, as: Hoso_Records_V1_MakeUsePackageRequest.self)
            #expect(use?.recordID == Data(Self.id.bytes) && use?.officerCode == "CC001")
            let export = try rig.script.last(Archive.ExportRecord.descriptor, as: Hoso_Records_V1_ExportRecordRequest.self)
            #expect(export?.recordID == Data(Self.id.bytes) && export?.officerCode == "CC001")
            let package = try rig.script.last(Archive.ImportPackage.descriptor, as: Hoso_Records_V1_ImportPackageRequest.self)
            #expect(package?.officerCode == "CC001" && package?.retention.years == 15 && package?.file.sizeBytes == 9)
            let old = try rig.script.last(Archive.ImportLegacyRecord.descriptor, as: Hoso_Records_V1_ImportLegacyRecordRequest.self)
            #expect(old?.officerCode == "CC001" && old?.values.first?.column == "Mã hồ sơ" && old?.documents.first?.row == 2)
        }
    }

    @Test(arguments: ["{", "[]", #"{"nobody":1}"#, #"{"accept":"x"}"#, #"{"accept":true,"accept":true}"#])
    func `a decision that is not in the contract reaches no service`(_ body: String) async throws {
        try await EdgeRig.run(self.scripted()) { rig in
            let answer = try await rig.post("/v1/archive-transfers/\(Self.id)/decision", body)
            #expect(answer.status == 400, "\(answer.body)")
            #expect(rig.script.asked.isEmpty)
        }
    }
}
