import ArgumentParser
import Foundation
import GRPCCore
import HosoProto
import RecordsDomain
import Spreadsheet
import SwiftProtobuf

extension RecordsCommand {
    /// The filing plan as a table, in and out, and held against a retention schedule (R42).
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Danh mục hồ sơ dạng bảng tính / the filing plan as a table.",
            discussion: "Không nêu tùy chọn thì in bảng ra / without options, prints the table.")
        @OptionGroup var asking: Asking
        @Option(help: "Năm / year.") var year: Int32
        @Option(help: "Nạp bảng này, XLSX hoặc CSV / read this table in.") var importing: String?
        @Option(help: "Ghi bảng ra tệp .xlsx hoặc .csv / write the table to this file.") var exporting: String?
        @Option(help: "Cán bộ thực hiện / acting officer, to read in.") var officer = ""
        @Option(help: "Lý do bổ sung danh mục đã duyệt / why an approved plan is amended.") var reason = ""
        @Option(help: "Quyết định bổ sung / decision of the amendment.") var decision = ""
        @Option(help: "Đối chiếu với bảng thời hạn bảo quản này / hold it against this retention schedule.") var schedule: String?

        func validate() throws {
            guard !self.asking.agency.isEmpty else { throw ValidationError("--agency?") }
            if let file = self.exporting, Self.format(file) == nil { throw ValidationError("--exporting: .xlsx, .csv") }
        }

        func run() async throws {
            if let file = self.importing { return try await self.read(file) }
            let (agency, year) = (self.asking.agency, self.year)
            let format = self.exporting.flatMap(Self.format) ?? .csv
            let table = try await self.asking.plan {
                try await $0.exportPlanTable(
                    .with {
                        $0.agencyCode = agency
                        $0.year = year
                        $0.format = format.rawValue
                    }
                ).csv
            }
            if let file = self.exporting {
                try Self.write(table, to: file)
            } else if self.schedule == nil {
                Console.standard.line(String(decoding: table, as: UTF8.self))
            }
            if let file = self.schedule { try self.judge([UInt8](table), by: file) }
        }

        private static func format(_ file: String) -> SpreadsheetFormat? {
            SpreadsheetFormat(rawValue: URL(fileURLWithPath: file).pathExtension.lowercased())
        }

        private func read(_ file: String) async throws {
            let request = Hoso_Records_V1_ImportPlanTableRequest.with {
                $0.agencyCode = self.asking.agency
                $0.year = self.year
                $0.officerCode = self.officer
                $0.reason = self.reason
                $0.decision = self.decision
            }
            let table = try Self.bytes(file)
            let answer = try await self.asking.plan {
                var request = request
                request.csv = Data(table)
                return try await $0.importPlanTable(request)
            }
            for fault in answer.faults {
                Console.standard.line(Words("✘ \(file):\(fault.cell.isEmpty ? "\(fault.line)" : fault.cell) \(fault.column): \(fault.wordsVi)", fault.wordsEn))
            }
            guard answer.faults.isEmpty else { throw ExitCode.badFile }
            let plan = answer.plan
            Console.standard.line(
                Words(
                    "\(answer.changed ? "Đã nạp" : "Không thay đổi"): \(plan.permanentEntries) vĩnh viễn, \(plan.limitedEntries) có thời hạn",
                    "\(answer.changed ? "changed" : "unchanged"): \(plan.permanentEntries) permanent, \(plan.limitedEntries) limited"))
        }

        private func judge(_ table: [UInt8], by file: String) throws {
            let schedule: RetentionSchedule
            let plan: FilingPlan
            do {
                schedule = try RetentionSchedule(try SheetReader.rows(Self.bytes(file), limits: PlanTable.limits))
                plan = try FilingPlan(
                    agencyCode: self.asking.agency, year: Int(self.year),
                    headings: PlanTable.headings(try SheetReader.rows(table, limits: PlanTable.limits), keeping: [:]).headings)
            } catch let fault as RetentionSchedule.Fault {
                throw CommandFailure(
                    Words("\(file):\(fault.line) \(fault.column): không đọc được", "cannot be read"), exitCode: .badFile)
            } catch let error as SpreadsheetError {
                throw CommandFailure(Words("\(file): \(error.messageVi)", error.messageEn), exitCode: .badFile)
            }
            let findings = schedule.findings(plan)
            for finding in findings {
                Console.standard.line(
                    Words(
                        "✘ \(finding.entry.notation) \(finding.entry.title): ngắn hơn \(finding.row.kind) (\(finding.row.source))",
                        "kept for less than the schedule says"))
            }
            guard findings.isEmpty else { throw ExitCode.findings }
            Console.standard.line(Words("✔ Không mục nào ngắn hơn bảng thời hạn", "no entry is kept for less than the schedule says"))
        }

        private static func write(_ table: Data, to file: String) throws(CommandFailure) {
            do {
                try table.write(to: URL(fileURLWithPath: file))
            } catch {
                throw CommandFailure(
                    Words("Không ghi được \(file)", "\(file) cannot be written: \(error.localizedDescription)"), exitCode: .badFile)
            }
        }

        private static func bytes(_ file: String) throws(CommandFailure) -> [UInt8] {
            do {
                return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            } catch {
                throw CommandFailure(
                    Words("Không đọc được \(file)", "\(file) cannot be read: \(error.localizedDescription)"), exitCode: .badFile)
            }
        }
    }
}

extension RecordsCommand.Asking {
    /// Asks about filing plans.
    ///
    /// - Throws: ``CommandFailure`` with the service's own words.
    func plan<Answer: Sendable>(
        _ question: @Sendable (any Hoso_Records_V1_FilingPlanningService.ClientProtocol) async throws -> Answer
    ) async throws -> Answer {
        let address = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_GRPC")
        return try await withGRPCClient(transport: LoadCommand.transport(address)) { client in
            do {
                return try await question(Hoso_Records_V1_FilingPlanningService.Client(wrapping: client))
            } catch let error as RPCError {
                throw CommandFailure(
                    Words("Dịch vụ hồ sơ không làm được: \(error.message)", "the records service says: \(error.message)"),
                    exitCode: [.unavailable, .deadlineExceeded].contains(error.code) ? .unavailable : .stepFailed)
            }
        }
    }
}
