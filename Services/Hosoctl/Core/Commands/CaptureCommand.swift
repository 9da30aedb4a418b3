import ArgumentParser
import AsyncHTTPClient
import Foundation

/// Captures a paper of several files and pages from a script: each step prints the gateway's JSON.
struct CaptureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        abstract: "Sao chụp giấy tờ nhiều tệp, nhiều trang / papers of several files and pages, step by step.",
        discussion: """
            Mỗi bước in JSON của gateway, dùng được với jq / each step prints the gateway's JSON, for jq.
            ID=$(hosoctl capture start … | jq -r .capture.id); hosoctl capture add $ID scan*.jpg --officer HS0007
            hosoctl capture order $ID 2,1,3 --officer HS0007; hosoctl capture bind $ID --pages 3 --officer HS0007
            """,
        subcommands: [
            Start.self, Add.self, List.self, Show.self, Order.self, Rotate.self, Remove.self, Rescan.self, Bind.self, Progress.self,
            Cancel.self,
        ])

    /// What every step needs.
    struct Access: ParsableArguments {
        @Option(help: "Mã cán bộ / acting officer.")
        var officer: String
        @Option(help: "Địa chỉ gateway / address of the gateway (HOSO_GATEWAY_URL).")
        var gateway: String?

        /// Does one step and prints its answer.
        func run(_ step: (CaptureDesk) async throws -> String) async throws {
            let base = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_URL")
            let http = HTTPClient(eventLoopGroupProvider: .singleton)
            let answer: Result<String, any Error>
            do {
                answer = .success(try await step(CaptureDesk(http: http, base: base, officer: self.officer)))
            } catch {
                answer = .failure(error)
            }
            try await http.shutdown()
            do {
                Console.standard.line(try answer.get().trimmingCharacters(in: .newlines))
            } catch let refusal as GatewayRefusal {
                throw CommandFailure(Words(refusal.sentence, refusal.sentence), exitCode: .stepFailed)
            } catch let fault as CapturePages.Fault {
                throw CommandFailure(fault.words, exitCode: .stepFailed)
            }
        }
    }

    /// Begins a capture.
    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Mở lần sao chụp / begins a capture.")

        @OptionGroup var access: Access
        @Option(help: "Khóa chống lặp / idempotency key.")
        var key: String
        @Option(help: "Id hồ sơ, UUID / dossier.")
        var dossierId: String
        @Option(help: "Mã hồ sơ / code of the dossier.")
        var dossier: String
        @Option(help: "Mã thành phần / code of the component.")
        var component: String
        @Option(help: "Mã loại giấy tờ / paper type.")
        var type: String
        @Option(help: "Số định danh hoặc mã số doanh nghiệp / owner.")
        var owner: String
        @Option(help: "Mã cơ quan / agency.")
        var agency: String
        @Option(help: "Tên giấy tờ / title.")
        var title: String
        @Option(help: "component hoặc result / handed in, or result.")
        var role = "component"
        @Option(help: "Độ mật phải được khai / secrecy must be declared: none, secret, highlySecret, topSecret.")
        var secrecy: String
        @Option(help: "Độ phân giải tối thiểu, dpi / lowest resolution.")
        var minimumDpi: Int?

        func run() async throws {
            let opening = CaptureOpening(
                dossierId: self.dossierId, dossierCode: self.dossier, componentCode: self.component, paperTypeCode: self.type,
                role: self.role, ownerId: self.owner, agencyCode: self.agency, secrecy: self.secrecy, title: self.title,
                minimumDpi: self.minimumDpi)
            try await self.access.run { try await $0.start(opening, key: self.key) }
        }
    }

    /// Adds files at the end.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Thêm tệp vào cuối; chạy lại không thêm lần hai / adds files at the end, each once.")

        @Argument(help: "Lần sao chụp / capture, UUID.")
        var id: String
        @Argument(help: "Tệp / files: JPEG, PNG, TIFF, PDF.")
        var files: [String]
        @OptionGroup var access: Access

        func run() async throws { try await self.access.run { try await $0.add(self.files, to: self.id) } }
    }

    /// Shows the open captures of an agency.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Các lần sao chụp đang mở / open captures of an agency.")

        @Option(help: "Mã cơ quan / agency.")
        var agency: String
        @OptionGroup var access: Access

        func run() async throws { try await self.access.run { try await $0.list(agency: self.agency) } }
    }

    /// Shows one capture.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Các trang và kết quả kiểm tra / pages and what the quality gate says.")

        @Argument(help: "Lần sao chụp / capture, UUID.")
        var id: String
        @OptionGroup var access: Access

        func run() async throws { try await self.access.run { try await $0.show(self.id) } }
    }

    /// Puts the pages in another order.
    struct Order: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Xếp lại thứ tự trang / another order, for example 3,1,2.")

        @Argument(help: "Lần sao chụp / capture, UUID.")
        var id: String
        @Argument(help: "Vị trí hiện nay của mọi trang / every page by its present place.", transform: CaptureCommand.places)
        var places: [Int]
        @OptionGroup var access: Access

        func run() async throws {
            let places = self.places
            try await self.access.run { try await $0.arrange(self.id) { pages throws(CapturePages.Fault) in try pages.ordered(places) } }
        }
    }

    /// Turns a page.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Xoay một trang / turns a page, clockwise from the picture as scanned.")

        @Argument(help: "Lần sao chụp / capture, UUID.")
        var id: String
        @Option(help: "Trang / page, from 1.")
        var page: Int
        @Option(help: "0, 90, 180, 270.")
        var degrees: Int
        @OptionGroup var access: Access

        func run() async throws {
            let (page, degrees) = (self.page, self.degrees)
            try await self.access.run {
                try await $0.arrange(self.id) { pages throws(CapturePages.Fault) in try pages.turned(page, degrees: degrees) }
            }
        }
    }

    /// Takes pages out; their files are kept.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Bỏ trang, tệp gốc vẫn giữ / takes pages out, their files are kept.")

        @Argument(help: "Lần sao chụp / capture, UUID.")
        var id: String
        @Option(help: "Các trang / pages, for example 2,5.", transform: CaptureCommand.places)
        var pages: [Int]
        @OptionGroup var access: Access

        func run() async throws {
            let places = self.pages
            try await self.access.run { try await $0.arrange(self.id) { pages throws(CapturePages.Fault) in try pages.without(places) } }
        }
    }

    /// Puts a new scan in the place of a page.
    struct Rescan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Quét lại một trang / a new scan in the place of a page.")

        @Argument(help: "Lần sao chụp / capture, UUID.")
        var id: String
        @Argument(help: "Tệp một trang / a file of one page.")
        var file: String
        @Option(help: "Trang / page, from 1.")
        var page: Int
        @OptionGroup var access: Access

        func run() async throws { try await self.access.run { try await $0.add([self.file], to: self.id, replacing: self.page) } }
    }

    /// Makes one paper of the pages.
    struct Bind: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ghép thành một giấy tờ / makes one paper of the pages.")

        @Argument(help: "Lần sao chụp / capture, UUID.")
        var id: String
        @Option(help: "Số trang đếm trên giấy / pages counted on paper.")
        var pages: Int
        @OptionGroup var access: Access

        func run() async throws { try await self.access.run { try await $0.bind(self.id, declaredPages: self.pages) } }
    }

    /// Follows the recognition of a bound capture.
    struct Progress: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tiến độ nhận dạng từng trang, đến khi xong / progress page by page, until it is done.")

        @Argument(help: "Lần sao chụp / capture, UUID.")
        var id: String
        @OptionGroup var access: Access

        func run() async throws {
            try await self.access.run { desk in
                let paper = try await desk.paper(of: self.id)
                return try await desk.progress(ofPaper: paper)
            }
        }
    }

    /// Gives a capture up.
    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Hủy, tệp gốc vẫn giữ / gives a capture up, its files are kept.")

        @Argument(help: "Lần sao chụp / capture, UUID.")
        var id: String
        @OptionGroup var access: Access

        func run() async throws { try await self.access.run { try await $0.cancel(self.id) } }
    }

    /// Places out of `3,1,2`.
    @Sendable static func places(_ text: String) throws -> [Int] {
        let places = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard !places.isEmpty, places.allSatisfy({ $0.map { $0 > 0 } ?? false }) else {
            throw ValidationError("«\(text)»: 3,1,2")
        }
        return places.compactMap(\.self)
    }
}
