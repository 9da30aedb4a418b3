import ArgumentParser
import AsyncHTTPClient
import Clocks
import Foundation
import NIOCore
import PDF
import PKI

/// Signs a folder of documents.
struct SignBatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-batch",
        abstract: "Ký số hàng loạt một thư mục PDF / sign a folder of PDF files.",
        discussion: """
            Mỗi tệp đã ký được đọc lại và kiểm tra. Dừng ngay khi mã PIN bị từ chối hoặc mất thiết bị; chạy lại để ký tiếp.
            Each signed file is read back and judged. It stops when the PIN is refused or the device is away; run again to go on.
            """)

    @Option(help: "Thư mục tệp cần ký / folder of the documents.")
    var source: String
    @Option(help: "Thư mục tệp đã ký / folder of the signed documents.")
    var target: String
    @Option(help: "Tệp PEM các CA tin cậy / trusted authorities.")
    var trust: String
    @Option(help: "Số tệp xử lý cùng lúc / documents worked on at the same time.")
    var workers: Int?
    @Option(help: "Phông chữ của chữ ký nhìn thấy; không nêu thì ký ẩn / font of the visible signature; without it, invisible.")
    var font: String?
    @OptionGroup var key: SignerOptions

    func run() async throws {
        guard URL(fileURLWithPath: self.source).standardizedFileURL != URL(fileURLWithPath: self.target).standardizedFileURL else {
            throw ValidationError("--source = --target")
        }
        do {
            try FileManager.default.createDirectory(atPath: self.target, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(Words("Không tạo được \(self.target)", "\(self.target) cannot be made: \(error)"), exitCode: .badFile)
        }
        let trust = TrustStore(anchors: try CertificateFile.read(self.trust))
        let font = try self.font.map { try TrueTypeFont(contentsOf: $0) }
        var settings = HTTPClient.Configuration()
        // A service that refuses the connection is away; trying on would only hide it for the whole timeout.
        settings.connectionPool.retryConnectionEstablishment = false
        // Waiting for a free connection counts as connecting, and a holder who confirms on a telephone is slow; each question ends
        // by its own time.
        settings.timeout.connect = .minutes(10)
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        let result: Result<Void, any Error>
        do {
            let signer = try await self.key.signer(http: http)
            let processors = ProcessInfo.processInfo.activeProcessorCount
            let plan = BatchPlan(
                source: self.source, target: self.target, font: font, workers: self.workers ?? processors + signer.parallelCalls)
            try await self.sign(BatchSigner(signer: signer, plan: plan, trust: trust, clock: SystemClock()))
            result = .success(())
        } catch let error as SignerError {
            result = .failure(Self.failure(error))
        } catch {
            result = .failure(error)
        }
        try await http.shutdown()
        try result.get()
    }

    private func sign(_ batch: BatchSigner) async throws {
        let console = Console.standard
        let (summary, stop) = try await batch.run { summary in
            console.passing("\(summary.seen)/\(summary.total) · ✔ \(summary.signed + summary.skipped) · ✘ \(summary.failed)")
        }
        console.line(
            Words(
                "Đã ký \(summary.signed), đã ký từ trước \(summary.skipped), không ký được \(summary.failed), tổng \(summary.total) tệp",
                "signed \(summary.signed), before \(summary.skipped), not signed \(summary.failed) of \(summary.total) files"))
        if let stop { throw Self.failure(stop) }
        if summary.failed > 0 {
            console.line(Words("Lý do ở \(self.target)/\(BatchJournal.name)", "the reasons are in \(self.target)/\(BatchJournal.name)"))
            throw ExitCode.findings
        }
    }

    private static func failure(_ error: SignerError) -> CommandFailure {
        CommandFailure(
            Words(error.words(in: .vietnamese), error.words(in: .english)),
            mend: Words("chạy lại lệnh này để ký tiếp", "run this command again to go on"),
            exitCode: error.code.isRetriable ? .unavailable : .stepFailed)
    }
}
