import ArgumentParser
import Foundation
import GRPCCore
import HosoProto
import Spreadsheet
import SwiftProtobuf

/// Hands a folder and its sheet to the digitization service, file by file; run again it goes on where it was.
struct BacklogHandover<Service: Hoso_Digitization_V1_BacklogService.ClientProtocol>: Sendable {
    let service: Service
    let files: GatewayClient
    let officer: String
    let console: Console

    /// - Returns: false when the sheet has faults, or files it lists are not in the folder.
    func run(_ plan: Hoso_Digitization_V1_OpenCampaignRequest, folder: String, sheet: String) async throws -> Bool {
        do {
            let campaign = try await self.service.openCampaign(plan).campaign
            let isClean = try await self.hand(sheet, to: campaign.id)
            let absent = try await self.attach(folder, to: campaign.id)
            let campaigns = try await self.service.listCampaigns(.with { $0.agencyCode = plan.agencyCode }).campaigns
            BacklogReport.lines(campaigns.filter { $0.id == campaign.id }).forEach { self.console.line($0) }
            return isClean && absent == 0
        } catch let error as RPCError {
            throw BacklogReport.failure(error)
        } catch let refusal as GatewayRefusal {
            throw CommandFailure(
                Words("Gateway từ chối tệp: HTTP \(refusal.status)", "the gateway refused a file: HTTP \(refusal.status)"),
                exitCode: .stepFailed)
        }
    }

    private func hand(_ sheet: String, to campaign: Data) async throws -> Bool {
        let format = SpreadsheetFormat(rawValue: URL(fileURLWithPath: sheet).pathExtension.lowercased()) ?? .csv
        let blob = try await self.upload(sheet, mediaType: format.mediaType)
        let answer = try await self.service.importSheet(
            .with {
                $0.campaignID = campaign
                $0.sheet = blob
                $0.officerCode = self.officer
            })
        for fault in answer.faults {
            let who = fault.mender == .archivist ? Words("người giữ tài liệu", "the archivist") : Words("người lập bảng", "who made the sheet")
            self.console.line(
                "✘ \(fault.cell.isEmpty ? "dòng/row \(fault.row)" : "ô/cell \(fault.cell)"), \(fault.column): \(fault.messageVi) / \(fault.messageEn) → \(who.vietnamese) / \(who.english)")
        }
        self.console.line(
            Words(
                "Bảng kê: \(answer.added) văn bản mới, \(answer.changed) thay đổi, \(answer.unchanged) đã có, \(answer.faultyRows) dòng lỗi",
                "sheet: \(answer.added) new, \(answer.changed) changed, \(answer.unchanged) known, \(answer.faultyRows) faulty rows"))
        return answer.faultyRows == 0
    }

    /// Hands over every listed file that is missing there and is in the folder.
    ///
    /// - Returns: Listed files that are not in the folder.
    private func attach(_ folder: String, to campaign: Data) async throws -> Int {
        var (after, handed, absent) = ("", 0, 0)
        while true {
            let names = try await self.service.listMissingFiles(
                .with {
                    $0.campaignID = campaign
                    $0.after = after
                }
            ).fileNames
            guard let last = names.last else { break }
            for name in names {
                let path = folder + "/" + name
                guard FileManager.default.fileExists(atPath: path) else {
                    absent += 1
                    self.console.line(Words("Thiếu tệp \(name)", "the file \(name) is not in the folder"), indent: "  ")
                    continue
                }
                let blob = try await self.upload(path, mediaType: "application/pdf")
                _ = try await self.service.attachFile(
                    .with {
                        $0.campaignID = campaign
                        $0.fileName = name
                        $0.scan = blob
                        $0.officerCode = self.officer
                    })
                handed += 1
                self.console.passing("\(handed) tệp / files")
            }
            after = last
        }
        self.console.line(Words("Đã nạp \(handed) tệp, thiếu \(absent)", "\(handed) files handed over, \(absent) not in the folder"))
        return absent
    }

    private func upload(_ path: String, mediaType: String) async throws -> Hoso_Common_V1_BlobRef {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure(
                Words("Không đọc được tệp \(path)", "the file \(path) cannot be read: \(error.localizedDescription)"), exitCode: .badFile)
        }
        let blob = try await self.files.upload([UInt8](bytes), mediaType: mediaType, officer: self.officer)
        return .with {
            $0.sha256 = Data(Self.bytes(blob.sha256))
            $0.sizeBytes = Int64(bytes.count)
            $0.mediaType = blob.mediaType
        }
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
    }
}
