import ArgumentParser
import Clocks

/// Certificates for trying the suite out.
struct PKICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pki", abstract: "Chứng thư số thử nghiệm / certificates for trying things out.", subcommands: [Init.self])

    /// Makes the authority and a certificate per signing officer.
    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Tạo CA thử nghiệm và chứng thư cho cán bộ ký / make a test CA and a certificate per officer who signs.",
            discussion: "Không bao giờ ghi đè / nothing is ever overwritten. Không dùng cho công việc thật / not for real work.")

        @Option(help: "Thư mục sẽ tạo / folder to make.")
        var directory: String
        @Option(help: "Thư mục tỉnh mẫu / folder of the sample province.")
        var province: String

        func run() throws {
            let outcome = try OfficerKeys.make(
                in: self.directory, directoryFile: "\(self.province)/directory.json", now: SystemClock().now())
            switch outcome {
            case .made(let count):
                Console.standard.line(
                    Words(
                        "Đã tạo CA thử nghiệm và \(count) chứng thư cá nhân trong \(self.directory)",
                        "made a test CA and \(count) personal certificates in \(self.directory)"))
            case .thereAlready:
                Console.standard.line(
                    Words("\(self.directory) đã có, không thay đổi", "\(self.directory) is there already, nothing changed"))
            }
        }
    }
}
