import ArgumentParser
import Clocks
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

extension ArchiveCommand {
    struct Use: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cấp bản sao có xác thực, gói DIP / a copy for use.", discussion: "In mã gói / prints the id of the package.")
        @OptionGroup var asking: Asking
        @Option(help: "Mã yêu cầu / request.") var request: String
        @Option(help: "Ngày yêu cầu, yyyy-mm-dd / day of the request.") var requested: String
        @Option(help: "Mục đích / purpose: 01, 02, 03.") var purpose: String
        @Option(help: "Nội dung mục đích / the purpose in words.") var content = ""
        @Option(help: "Người nhận / receiver.") var receiver: String
        @Option(help: "Hạn sử dụng, yyyy-mm-dd, không quá 15 ngày / last day of use.") var expires: String
        @Option(help: "Người cấp / who issues it.") var officer: String
        @Argument(help: "Mã hồ sơ / file code.") var record: String

        func run() async throws {
            guard let requested = VietnamDate(iso8601: self.requested), let expires = VietnamDate(iso8601: self.expires) else {
                throw ValidationError("yyyy-mm-dd")
            }
            let code = self.record
            let request = Hoso_Records_V1_MakeUsePackageRequest.with {
                $0.packageID = Data(UUIDv7Source().next().bytes)
                $0.requestCode = self.request
                $0.requestedOn = Hoso_Common_V1_Day(requested)
                $0.purpose = self.purpose
                $0.purposeContent = self.content
                $0.receiverName = self.receiver
                $0.expiresOn = Hoso_Common_V1_Day(expires)
                $0.officerCode = self.officer
            }
            let answer = try await self.asking.ask { client in
                var request = request
                let records = Hoso_Records_V1_RecordsService.Client(wrapping: client)
                request.recordID = try await records.getRecord(.with { $0.fileCode = code }).record.id
                return try await Hoso_Records_V1_ArchiveService.Client(wrapping: client).makeUsePackage(request)
            }
            Console.standard.line(ArchiveReport.line(answer.package))
        }
    }

    struct Packages: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Các gói của một hồ sơ / the packages of a record.")
        @OptionGroup var asking: Asking
        @Argument(help: "Mã hồ sơ / file code.") var record: String

        func run() async throws {
            let code = self.record
            let answer = try await self.asking.ask { client in
                let records = Hoso_Records_V1_RecordsService.Client(wrapping: client)
                let id = try await records.getRecord(.with { $0.fileCode = code }).record.id
                return try await Hoso_Records_V1_ArchiveService.Client(wrapping: client).listPackages(.with { $0.recordID = id })
            }
            for package in answer.packages { Console.standard.line(ArchiveReport.line(package)) }
            if answer.packages.contains(where: { !$0.failure.isEmpty }) { throw ExitCode.findings }
        }
    }

    struct Health: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tình trạng mọi tệp đã lưu / the health of every stored file (R57).")
        @OptionGroup var asking: Asking

        func run() async throws {
            let answer = try await self.asking.ask {
                try await Hoso_Records_V1_ArchiveService.Client(wrapping: $0).getFileHealth(.with { $0.limit = 1000 })
            }
            for line in ArchiveReport.lines(answer) { Console.standard.line(line) }
            if answer.faulty > 0 { throw ExitCode.findings }
        }
    }

    struct Unfiled: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Văn bản chưa có quy tắc lập hồ sơ / documents that no rule could file (R43).")
        @OptionGroup var asking: Asking
        @Option(help: "Chỉ cơ quan này / only this agency.") var agency = ""

        func run() async throws {
            var request = Hoso_Records_V1_ListUnfiledRequest.with { $0.agencyCode = self.agency }
            var count = 0
            repeat {
                let page = request
                let answer = try await self.asking.ask { try await Hoso_Records_V1_ArchiveService.Client(wrapping: $0).listUnfiled(page) }
                for document in answer.documents { Console.standard.line(ArchiveReport.line(document)) }
                count += answer.documents.count
                request.afterDocumentID = answer.nextAfterDocumentID
            } while !request.afterDocumentID.isEmpty
            Console.standard.line(Words("\(count) văn bản", "\(count) documents"))
            if count > 0 { throw ExitCode.findings }
        }
    }
}
