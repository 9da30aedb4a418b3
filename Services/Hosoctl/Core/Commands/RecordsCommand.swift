import ArgumentParser
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Work records for scripts: what is not complete, whose task it is, what does not count, what goes to the archive.
struct RecordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records", abstract: "Hồ sơ công việc: chưa hoàn chỉnh vì đâu, của ai / work records.",
        discussion: "Mã thoát 1 khi còn việc / exit code 1 when something is left to do.",
        subcommands: [
            Backlog.self, Tasks.self, Review.self, Transfers.self, Exclusions.self, Plan.self, Search.self, Uses.self, Rights.self,
            Close.self, Hold.self, Step.self,
        ])

    /// What every question needs.
    struct Asking: ParsableArguments {
        @Option(help: "Cổng gRPC của gateway, host:port / gRPC address of the gateway (HOSO_GATEWAY_GRPC).")
        var gateway: String?
        @Option(help: "Chỉ cơ quan này / only this agency.")
        var agency = ""

        /// Asks the records service.
        ///
        /// - Throws: ``CommandFailure`` with the service's own words.
        func ask<Answer: Sendable>(
            _ question: @Sendable (any Hoso_Records_V1_RecordKeepingService.ClientProtocol) async throws -> Answer
        ) async throws -> Answer {
            let address = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_GRPC")
            return try await withGRPCClient(transport: LoadCommand.transport(address)) { client in
                do {
                    return try await question(Hoso_Records_V1_RecordKeepingService.Client(wrapping: client))
                } catch let error as RPCError {
                    let isAway = [.unavailable, .deadlineExceeded].contains(error.code)
                    throw CommandFailure(
                        Words("Dịch vụ hồ sơ không làm được: \(error.message)", "the records service says: \(error.message)"),
                        exitCode: isAway ? .unavailable : .stepFailed)
                }
            }
        }
    }

    struct Backlog: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tồn đọng và dự báo / the backlog and its forecast.")
        @OptionGroup var asking: Asking

        func run() async throws {
            let agency = self.asking.agency
            let answer = try await self.asking.ask { try await $0.getBacklog(.with { $0.agencyCode = agency }) }
            RecordsReport.lines(answer).forEach { Console.standard.line($0) }
            if answer.total.created > answer.total.complete { throw ExitCode.findings }
        }
    }

    struct Tasks: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Việc còn phải làm, hạn gần trước / open tasks.")
        @OptionGroup var asking: Asking
        @Option(help: "Chỉ cán bộ này / only this officer.") var officer = ""
        @Flag(help: "Chỉ việc quá hạn / only what is late.") var overdue = false

        func run() async throws {
            var request = Hoso_Records_V1_ListTasksRequest.with {
                $0.agencyCode = self.asking.agency
                $0.officerCode = self.officer
                $0.overdueOnly = self.overdue
                $0.limit = 200
            }
            var count = 0
            repeat {
                let page = request
                let answer = try await self.asking.ask { try await $0.listTasks(page) }
                for task in answer.tasks { Console.standard.line(RecordsReport.line(task)) }
                count += answer.tasks.count
                request.afterTaskID = answer.nextAfterTaskID
            } while !request.afterTaskID.isEmpty
            Console.standard.line(Words("\(count) việc", "\(count) tasks"))
            if count > 0 { throw ExitCode.findings }
        }
    }

    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Hồ sơ này chưa hoàn chỉnh vì … / why one record is not complete.")
        @OptionGroup var asking: Asking
        @Argument(help: "Mã hồ sơ / file code.") var fileCode: String

        func run() async throws {
            let address = try self.asking.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_GRPC")
            let code = self.fileCode
            let record = try await withGRPCClient(transport: LoadCommand.transport(address)) { client in
                do {
                    return try await Hoso_Records_V1_RecordsService.Client(wrapping: client).getRecord(.with { $0.fileCode = code }).record
                } catch let error as RPCError {
                    throw CommandFailure(Words("\(code): \(error.message)", error.message), exitCode: .stepFailed)
                }
            }
            let answer = try await self.asking.ask { try await $0.reviewRecord(.with { $0.recordID = record.id }) }
            Console.standard.line("\(record.fileCode)  \(record.title)  [\(record.state)]")
            for gap in answer.gaps { Console.standard.line(Words("  ✘ \(gap.sentenceVi)", gap.sentenceEn)) }
            guard answer.gaps.isEmpty else { throw ExitCode.findings }
            Console.standard.line(Words("  ✔ Không thiếu gì", "nothing is missing"))
        }
    }

    struct Transfers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Hồ sơ đến hạn nộp lưu / records due for the archive.")
        @OptionGroup var asking: Asking
        @Flag(help: "Cả hồ sơ chưa đến hạn / those not due yet as well.") var all = false

        func run() async throws {
            var request = Hoso_Records_V1_ListTransfersRequest.with {
                $0.agencyCode = self.asking.agency
                $0.dueOnly = !self.all
                $0.limit = 200
            }
            var count = 0
            repeat {
                let page = request
                let answer = try await self.asking.ask { try await $0.listTransfers(page) }
                for transfer in answer.transfers { Console.standard.line(RecordsReport.line(transfer)) }
                count += answer.transfers.count
                request.afterRecordID = answer.nextAfterRecordID
            } while !request.afterRecordID.isEmpty
            Console.standard.line(Words("\(count) hồ sơ", "\(count) records"))
            if count > 0, !self.all { throw ExitCode.findings }
        }
    }

    struct Exclusions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Sổ hồ sơ loại trừ, đã niêm / the sealed ledger of exclusions.")
        @OptionGroup var asking: Asking

        func run() async throws {
            var request = Hoso_Records_V1_ListExclusionsRequest.with { $0.agencyCode = self.asking.agency }
            var broken: [Int64] = []
            repeat {
                let page = request
                let answer = try await self.asking.ask { try await $0.listExclusions(page) }
                for entry in answer.exclusions { Console.standard.line(RecordsReport.line(entry)) }
                broken = answer.brokenOrdinals
                request.afterOrdinal = answer.nextAfterOrdinal
            } while request.afterOrdinal != 0
            guard broken.isEmpty else {
                let places = broken.map { "\($0)" }.joined(separator: ", ")
                Console.standard.line(Words("✘ Niêm bị phá ở số \(places)", "the seal is broken at \(places)"))
                throw ExitCode.findings
            }
            Console.standard.line(Words("✔ Niêm nguyên vẹn", "every seal holds"))
        }
    }
}
