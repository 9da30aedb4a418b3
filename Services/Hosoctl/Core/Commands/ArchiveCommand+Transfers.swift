import ArgumentParser
import Clocks
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

extension ArchiveCommand {
    struct Transfers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Các lần nộp lưu, mới trước / transfers, newest first.")
        @OptionGroup var asking: Asking
        @Option(help: "Chỉ cơ quan này / only this agency.") var agency = ""

        func run() async throws {
            var request = Hoso_Records_V1_ListArchiveTransfersRequest.with { $0.agencyCode = self.agency }
            var open = 0
            repeat {
                let page = request
                let answer = try await self.asking.ask {
                    try await Hoso_Records_V1_ArchiveService.Client(wrapping: $0).listArchiveTransfers(page)
                }
                for transfer in answer.transfers {
                    Console.standard.line(ArchiveReport.line(transfer))
                    if ![.accepted, .returned].contains(transfer.state) { open += 1 }
                }
                request.afterTransferID = answer.nextAfterTransferID
            } while !request.afterTransferID.isEmpty
            if open > 0 { throw ExitCode.findings }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Một lần nộp lưu và các hồ sơ / one transfer with its records.")
        @OptionGroup var asking: Asking
        @Argument(help: "Mã lần nộp, UUID / id of the transfer.") var transfer: String

        func run() async throws {
            let id = try ArchiveCommand.identifier(self.transfer)
            let answer = try await self.asking.ask {
                try await Hoso_Records_V1_ArchiveService.Client(wrapping: $0).getTransfer(.with { $0.transferID = id })
            }
            for line in ArchiveReport.lines(answer.transfer) { Console.standard.line(line) }
            if answer.transfer.records.contains(where: { !$0.submission.failure.isEmpty || !$0.archival.failure.isEmpty }) {
                throw ExitCode.findings
            }
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Nộp hồ sơ đã kết thúc / hand closed records over.",
            discussion: "In mã lần nộp / prints the id. Cùng --id thì không lặp lại / the same --id again changes nothing.")
        @OptionGroup var asking: Asking
        @Option(help: "Mã lần nộp, UUID / id, to repeat safely.") var id: String?
        @Option(help: "Mã cơ quan nộp / agency.") var agency: String
        @Option(help: "Tên cơ quan nộp / its name.") var agencyName: String
        @Option(help: "Mã cơ quan lưu trữ / code of the archive.") var archive: String
        @Option(help: "Tên cơ quan lưu trữ / its name.") var archiveName: String
        @Option(help: "Mã phông / fonds.") var fonds: String
        @Option(help: "Người giao / who hands over.") var officer: String
        @Argument(help: "Mã hồ sơ / file codes.") var records: [String]

        func run() async throws {
            let id = try self.id.map(ArchiveCommand.identifier) ?? Data(UUIDv7Source().next().bytes)
            let codes = self.records
            let request = Hoso_Records_V1_OpenTransferRequest.with {
                $0.transferID = id
                $0.agencyCode = self.agency
                $0.agencyName = self.agencyName
                $0.archiveCode = self.archive
                $0.archiveName = self.archiveName
                $0.fondsCode = self.fonds
                $0.officerCode = self.officer
            }
            let answer = try await self.asking.ask { client in
                var request = request
                let records = Hoso_Records_V1_RecordsService.Client(wrapping: client)
                for code in codes {
                    request.recordIds.append(try await records.getRecord(.with { $0.fileCode = code }).record.id)
                }
                return try await Hoso_Records_V1_ArchiveService.Client(wrapping: client).openTransfer(request)
            }
            Console.standard.line(ArchiveReport.line(answer.transfer))
        }
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Nhận biên bản đã ký số / take in the signed minutes.")
        @OptionGroup var asking: Asking
        @Argument(help: "Mã lần nộp, UUID / id of the transfer.") var transfer: String
        @Flag(help: "Bên nhận, thay vì bên giao / the receiver instead of the giver.") var receiver = false
        @Option(help: "Mã SHA-256 của tệp trong kho, 64 chữ số / digest of the stored file.") var sha256: String
        @Option(help: "Độ dài tệp, byte / its length.") var size: Int64
        @Option(help: "Người ký / who signed.") var officer: String

        func run() async throws {
            let id = try ArchiveCommand.identifier(self.transfer)
            guard let digest = ArchiveReport.bytes(self.sha256) else { throw ValidationError("--sha256") }
            let request = Hoso_Records_V1_SignTransferRequest.with {
                $0.transferID = id
                $0.side = self.receiver ? .receiver : .giver
                $0.minutes = .with {
                    $0.sha256 = digest
                    $0.sizeBytes = self.size
                    $0.mediaType = "application/pdf"
                }
                $0.officerCode = self.officer
            }
            let answer = try await self.asking.ask { try await Hoso_Records_V1_ArchiveService.Client(wrapping: $0).signTransfer(request) }
            Console.standard.line(ArchiveReport.line(answer.transfer))
        }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tiếp nhận, hoặc trả lại với lý do / accept, or return with a reason.")
        @OptionGroup var asking: Asking
        @Argument(help: "Mã lần nộp, UUID / id of the transfer.") var transfer: String
        @Option(help: "Trả lại vì / return because; không nêu = tiếp nhận / absent = accept.") var reason: String?
        @Option(help: "Người quyết định / who decides.") var officer: String

        func run() async throws {
            let id = try ArchiveCommand.identifier(self.transfer)
            let request = Hoso_Records_V1_DecideTransferRequest.with {
                $0.transferID = id
                $0.accept = self.reason == nil
                $0.reason = self.reason ?? ""
                $0.officerCode = self.officer
            }
            let answer = try await self.asking.ask {
                try await Hoso_Records_V1_ArchiveService.Client(wrapping: $0).decideTransfer(request)
            }
            Console.standard.line(ArchiveReport.line(answer.transfer))
        }
    }

    /// The bytes of a UUID.
    static func identifier(_ text: String) throws -> Data {
        guard let id = Identifier(text) else { throw ValidationError("UUID: \(text)") }
        return Data(id.bytes)
    }
}
