import ArgumentParser
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import HosoProto
import ServiceKit
import SwiftProtobuf

extension RecordsCommand.Asking {
    /// Calls a service through the gateway.
    ///
    /// - Throws: ``CommandFailure`` with the service's own words.
    func call<Answer: Sendable>(
        _ question: @Sendable (GRPCClient<HTTP2ClientTransport.Posix>) async throws -> Answer
    ) async throws -> Answer {
        let address = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_GRPC")
        return try await withGRPCClient(transport: LoadCommand.transport(address)) { client in
            do {
                return try await question(client)
            } catch let error as RPCError {
                let isAway = [.unavailable, .deadlineExceeded].contains(error.code)
                throw CommandFailure(
                    Words("Dịch vụ hồ sơ không làm được: \(error.message)", "the records service says: \(error.message)"),
                    exitCode: isAway ? .unavailable : .stepFailed)
            }
        }
    }
}

extension RecordsCommand {
    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tìm tài liệu; mọi kết quả, dạng bảng tách bằng tab / find documents; every hit, separated by tabs.")
        @OptionGroup var asking: Asking
        @Argument(help: "Từ và \"cụm từ\", có dấu hay không / words and \"phrases\", with or without diacritics.") var text: String
        @Option(help: "Mã cán bộ hỏi / the asking officer.") var officer = ""
        @Option(help: "Chủ giấy tờ / owner.") var owner = ""
        @Option(help: "Loại giấy tờ, có thể lặp / kind of paper, may be repeated.") var type: [String] = []

        func run() async throws {
            let request = Hoso_Records_V1_ExportDocumentsRequest.with {
                $0.query.text = self.text
                $0.query.ownerID = self.owner
                $0.query.paperTypeCodes = self.type
                $0.query.agencyCodes = self.asking.agency.isEmpty ? [] : [self.asking.agency]
                $0.officerCode = self.officer
            }
            let count = try await self.asking.call { client in
                try await Hoso_Records_V1_DocumentSearchService.Client(wrapping: client).exportDocuments(request) { answer in
                    var count = 0
                    for try await part in answer.messages {
                        for document in part.documents { Console.standard.line(RecordsReport.line(document)) }
                        count += part.documents.count
                    }
                    return count
                }
            }
            Console.standard.error(Words("\(count) tài liệu", "\(count) documents").description)
        }
    }

    struct Uses: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ai đã dùng giấy tờ của một chủ, khi nào, để làm gì / who used an owner's papers, when and why.")
        @OptionGroup var asking: Asking
        @Argument(help: "Số định danh hoặc mã số doanh nghiệp / personal or enterprise number.") var owner: String

        func run() async throws {
            var request = Hoso_Records_V1_ListDocumentUsesRequest.with {
                $0.ownerID = self.owner
                $0.limit = 200
            }
            repeat {
                let page = request
                let answer = try await self.asking.call { client in
                    try await Hoso_Records_V1_OwnerRepositoryService.Client(wrapping: client).listDocumentUses(page)
                }
                for use in answer.uses { Console.standard.line(RecordsReport.line(use)) }
                request.after = answer.nextAfter
            } while !request.after.isEmpty
        }
    }

    struct Rights: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Thay đổi quyền chưa ai xác nhận / changes of rights that nobody confirmed yet.")
        @OptionGroup var asking: Asking
        @Option(help: "Xác nhận thay đổi này / confirm this change.") var confirm: String?
        @Option(help: "Mã cán bộ xác nhận / the confirming officer.") var officer = ""

        func run() async throws {
            if let confirm = self.confirm {
                guard let id = UUID(uuidString: confirm) else {
                    throw CommandFailure(Words("\(confirm) không phải mã thay đổi", "is no id of a change"), exitCode: .configuration)
                }
                let bytes = withUnsafeBytes(of: id.uuid) { Data($0) }
                let officer = self.officer
                let answer = try await self.asking.call { client in
                    try await Hoso_Records_V1_RightsService.Client(wrapping: client).confirmRights(
                        .with {
                            $0.changeID = bytes
                            $0.officerCode = officer
                        })
                }
                return Console.standard.line(RecordsReport.line(answer.change))
            }
            var request = Hoso_Records_V1_ListRightChangesRequest.with {
                $0.announcedOnly = true
                $0.limit = 200
            }
            var count = 0
            repeat {
                let page = request
                let answer = try await self.asking.call { client in
                    try await Hoso_Records_V1_RightsService.Client(wrapping: client).listRightChanges(page)
                }
                for change in answer.changes { Console.standard.line(RecordsReport.line(change)) }
                count += answer.changes.count
                request.afterChangeID = answer.nextAfterChangeID
            } while !request.afterChangeID.isEmpty
            Console.standard.line(Words("\(count) thay đổi chờ xác nhận", "\(count) changes to confirm"))
            if count > 0 { throw ExitCode.findings }
        }
    }
}
