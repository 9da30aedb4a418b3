import ArgumentParser
import Clocks
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import HosoProto
import ServiceKit
import SwiftProtobuf

extension RecordsCommand {
    /// What every act on one record needs.
    struct Acting: ParsableArguments {
        @OptionGroup var asking: Asking
        @Argument(help: "Mã hồ sơ / file code.") var fileCode: String
        @Option(help: "Mã cán bộ thực hiện / acting officer.") var officer: String

        /// Finds the record, acts on it, and says how it stands.
        func act(
            _ body: @Sendable (GRPCClient<HTTP2ClientTransport.Posix>, Hoso_Records_V1_WorkRecord) async throws -> Void
        ) async throws {
            let (code, officer) = (self.fileCode, self.officer)
            let after = try await self.asking.call { client in
                let records = Hoso_Records_V1_RecordsService.Client(wrapping: client)
                let request = Hoso_Records_V1_GetRecordRequest.with {
                    $0.fileCode = code
                    $0.officerCode = officer
                }
                try await body(client, try await records.getRecord(request).record)
                return try await records.getRecord(request).record
            }
            Console.standard.line("\(after.fileCode)  \(after.title)  [\(after.state)]")
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Kết thúc hồ sơ; bị từ chối thì nêu mọi lý do / close a record, or say everything that stands against it.")
        @OptionGroup var acting: Acting
        @Option(help: "Thời hạn bảo quản xác nhận lại, năm; 0 = vĩnh viễn / retention as confirmed again, years; 0 = permanent.")
        var retention: Int32

        func run() async throws {
            let (officer, retention) = (self.acting.officer, self.retention)
            try await self.acting.act { client, record in
                _ = try await Hoso_Records_V1_RecordsService.Client(wrapping: client).closeRecord(
                    .with {
                        $0.recordID = record.id
                        $0.expectedVersion = record.version
                        $0.confirmedRetentionYears = retention
                        $0.officerCode = officer
                    })
            }
        }
    }

    struct Hold: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Phong tỏa hồ sơ, hoặc gỡ phong tỏa / freeze a record, or let it go.")
        @OptionGroup var acting: Acting
        @Option(help: "Lý do, 10 đến 500 ký tự / why, 10 to 500 characters.") var reason: String
        @Flag(help: "Gỡ phong tỏa / let it go.") var release = false

        func run() async throws {
            let (officer, reason, hold) = (self.acting.officer, self.reason, !self.release)
            try await self.acting.act { client, record in
                _ = try await Hoso_Records_V1_RecordKeepingService.Client(wrapping: client).holdRecord(
                    .with {
                        $0.recordID = record.id
                        $0.hold = hold
                        $0.reason = reason
                        $0.officerCode = officer
                    })
            }
        }
    }

    struct Step: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bước sau khi kết thúc: nộp, nhận, trả, giữ lại, đề nghị hủy, quyết định hủy / steps after closing.",
            discussion: "Hủy cần số quyết định của hội đồng, do người khác người đề nghị / destruction needs the council's decision, by another person.")
        @OptionGroup var acting: Acting
        @Argument(help: "Bước / step: \(Self.names.joined(separator: ", ")).") var step: String
        @Option(help: "Lý do / why.") var reason = ""
        @Option(help: "Số, ký hiệu quyết định / number and notation of the decision.") var decision = ""
        @Option(help: "Ngày cuối, YYYY-MM-DD / last day.") var until: String?

        /// The steps of the contract in small letters.
        private static let names = Hoso_Records_V1_RecordStep.allCases.map { "\($0)" }.filter { $0 != "unspecified" }

        func run() async throws {
            guard let step = Hoso_Records_V1_RecordStep.allCases.first(where: { "\($0)" == self.step }), step != .unspecified else {
                throw ValidationError("\(self.step)? \(Self.names.joined(separator: ", "))")
            }
            var request = Hoso_Records_V1_MoveRecordRequest.with {
                $0.step = step
                $0.reason = self.reason
                $0.decision = self.decision
                $0.officerCode = self.acting.officer
            }
            if let until = self.until {
                guard let day = VietnamDate(iso8601: until) else { throw ValidationError("--until \(until)?") }
                request.until = Hoso_Common_V1_Day(day)
            }
            let wished = request
            try await self.acting.act { client, record in
                var request = wished
                request.recordID = record.id
                request.expectedVersion = record.version
                _ = try await Hoso_Records_V1_RecordKeepingService.Client(wrapping: client).moveRecord(request)
            }
        }
    }
}
