import ArgumentParser

/// The root of the command line.
struct HosoctlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hosoctl",
        abstract: "Công cụ vận hành hoso / the operators' tool of hoso.",
        discussion: """
            Biến môi trường do deploy/local/suite ghi vào DIR/env / the environment is what deploy/local/suite writes to DIR/env.
            Mã thoát / exit codes: 0 xong/done · 1 có vấn đề/findings · 64 sai lệnh/usage · 65 sai tệp/bad file · \
            69 không kết nối được/unavailable · 70 không làm được bước/step failed · 78 thiếu cấu hình/configuration.
            """,
        subcommands: [
            DoctorCommand.self, PKICommand.self, MigrateCommand.self, LoadCommand.self, DemoCommand.self, VerifyCommand.self,
            VerifyPDFCommand.self, VerifyPackageCommand.self, QuarantineCommand.self, RebuildCommand.self, SignBatchCommand.self, SignaturesCommand.self,
            DocumentsCommand.self, SignDocumentCommand.self,
            RecordsCommand.self, ArchiveCommand.self,
            BacklogCommand.self,
            CaptureCommand.self,
        ])
}
