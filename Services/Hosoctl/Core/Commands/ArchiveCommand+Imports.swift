import ArgumentParser
import AsyncHTTPClient
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

extension ArchiveCommand {
    /// What carrying files needs besides questions.
    struct Carrying: ParsableArguments {
        @Option(help: "Địa chỉ HTTP của gateway / HTTP address of the gateway (HOSO_GATEWAY_URL).")
        var url: String?

        /// Runs a body that carries files.
        func carry<Answer: Sendable>(_ body: @Sendable (FileTransport) async throws -> Answer) async throws -> Answer {
            let base = try self.url ?? SuiteEnvironment().required("HOSO_GATEWAY_URL")
            let http = HTTPClient(eventLoopGroupProvider: .singleton)
            let result: Result<Answer, any Error>
            do { result = .success(try await body(FileTransport(http: http, base: base))) } catch { result = .failure(error) }
            try await http.shutdown()
            return try result.get()
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Nhập gói SIP, AIP / take in a package (R51).",
            discussion: """
                Gói được kiểm tra trước; sai thì không nhập gì / it is judged first; nothing is taken in by halves.
                Cùng một gói nhập lại không tạo hồ sơ mới / the same package again makes no second record.
                """)
        @OptionGroup var asking: Asking
        @OptionGroup var carrying: Carrying
        @Option(help: "Cơ quan giữ hồ sơ; gói của hoso thì không cần / agency that shall hold it.") var agency = ""
        @Option(help: "Mã cơ quan lưu trữ đứng đầu mã hồ sơ / code of the archive before the file code.") var archiveCode = ""
        @Option(help: "Số năm bảo quản khi gói chỉ ghi 07; 0 = vĩnh viễn / retention in years.") var retention: Int32?
        @Option(help: "Người nhập / who hands it over.") var officer: String
        @Argument(help: "Tệp gói / the package.") var file: String

        func run() async throws {
            let (path, officer) = (self.file, self.officer)
            let blob = try await self.carrying.carry { try await $0.upload(path, mediaType: "application/zip", officer: officer) }
            guard let digest = ArchiveReport.bytes(blob.sha256) else { throw ValidationError("sha256") }
            let request = Hoso_Records_V1_ImportPackageRequest.with {
                $0.file.sha256 = digest
                $0.file.sizeBytes = blob.sizeBytes
                $0.file.mediaType = "application/zip"
                $0.agencyCode = self.agency
                $0.archiveCode = self.archiveCode
                if let years = self.retention { $0.retention.years = years }
                $0.officerCode = officer
            }
            var state = try await self.asking.ask {
                try await Hoso_Records_V1_ArchiveService.Client(wrapping: $0).importPackage(request)
            }.import
            while state.state == "waiting", state.failure.isEmpty {
                try await Task.sleep(for: .seconds(1))
                let id = state.id
                state = try await self.asking.ask {
                    try await Hoso_Records_V1_ArchiveService.Client(wrapping: $0).getPackageImport(.with { $0.importID = id })
                }.import
            }
            for line in ArchiveReport.lines(state) { Console.standard.line(line) }
            if state.state != "imported" { throw ExitCode.findings }
        }
    }

    struct ImportLegacy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import-2019",
            abstract: "Nhập dữ liệu theo TT 02/2019/TT-BNV / take in data of the 2019 standard (R58).",
            discussion: "Chạy lại không tạo hồ sơ thứ hai / run again, it makes no second record.")
        @OptionGroup var asking: Asking
        @OptionGroup var carrying: Carrying
        @Option(help: "Cơ quan giữ hồ sơ / agency that shall hold them.") var agency: String
        @Option(help: "Số năm bảo quản khi bảng không ghi; 0 = vĩnh viễn / retention in years.") var retention: Int32?
        @Option(help: "Người nhập / who hands them over.") var officer: String
        @Argument(help: "Bảng hồ sơ, CSV / the sheet of records.") var records: String
        @Argument(help: "Bảng văn bản, CSV / the sheet of documents.") var documents: String
        @Argument(help: "Thư mục tệp / folder of the files.") var folder: String

        func run() async throws {
            let sheets = try LegacySheets(
                records: [UInt8](Data(contentsOf: URL(fileURLWithPath: self.records))),
                documents: [UInt8](Data(contentsOf: URL(fileURLWithPath: self.documents))))
            var refused = 0
            for record in sheets.records {
                let state = try await self.hand(record)
                Console.standard.line("\(record.code)")
                for line in ArchiveReport.lines(state) { Console.standard.line(line) }
                if state.state != "imported" { refused += 1 }
            }
            Console.standard.line(Words("\(sheets.records.count - refused) hồ sơ, \(refused) bị từ chối", "\(sheets.records.count - refused) records, \(refused) refused"))
            if refused > 0 { throw ExitCode.findings }
        }

        private func hand(_ record: LegacySheets.Record) async throws -> Hoso_Records_V1_PackageImport {
            let (folder, officer) = (self.folder, self.officer)
            var request = Hoso_Records_V1_ImportLegacyRecordRequest.with {
                $0.agencyCode = self.agency
                $0.values = record.values
                if let years = self.retention { $0.retention.years = years }
                $0.officerCode = officer
            }
            for (document, name) in record.documents {
                var document = document
                let path = "\(folder)/\(URL(fileURLWithPath: name).lastPathComponent)"
                if FileManager.default.fileExists(atPath: path) {
                    let blob = try await self.carrying.carry { try await $0.upload(path, mediaType: "application/pdf", officer: officer) }
                    guard let digest = ArchiveReport.bytes(blob.sha256) else { throw ValidationError("sha256") }
                    document.file.sha256 = digest
                    document.file.sizeBytes = blob.sizeBytes
                    document.file.mediaType = blob.mediaType
                }
                request.documents.append(document)
            }
            let ready = request
            return try await self.asking.ask {
                try await Hoso_Records_V1_ArchiveService.Client(wrapping: $0).importLegacyRecord(ready)
            }.import
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Xuất hồ sơ PDF + XML theo thời gian / a record as PDF and XML in time order (R52).")
        @OptionGroup var asking: Asking
        @OptionGroup var carrying: Carrying
        @Option(help: "Người xuất / who takes it out.") var officer: String
        @Argument(help: "Mã hồ sơ / file code.") var record: String
        @Argument(help: "Tệp ZIP sẽ tạo / the ZIP file to make.") var output: String

        func run() async throws {
            let (code, officer, path) = (self.record, self.officer, self.output)
            let answer = try await self.asking.ask { client in
                let records = Hoso_Records_V1_RecordsService.Client(wrapping: client)
                let id = try await records.getRecord(
                    .with {
                        $0.fileCode = code
                        $0.officerCode = officer
                    }
                ).record.id
                return try await Hoso_Records_V1_ArchiveService.Client(wrapping: client).exportRecord(
                    .with {
                        $0.recordID = id
                        $0.officerCode = officer
                    })
            }
            try await self.carrying.carry {
                try await $0.download(ArchiveReport.digits(answer.file), sizeBytes: answer.file.sizeBytes, officer: officer, to: path)
            }
            Console.standard.line(Words("\(path): \(answer.documents) tài liệu", "\(path): \(answer.documents) documents"))
        }
    }
}
