import Clocks
import Foundation

/// Drives the main job of the suite as officers would, and shows each step as it happens.
///
/// Each step looks at what there is before it does something, so a run can be begun again at any point.
struct Demo: Sendable {
    let gateway: GatewayClient
    let journal: DemoJournal
    let cast: DemoCast
    let samples: String
    let pki: String
    let console: Console
    let clock: any UTCClock
    /// What to type before a subcommand so that it finds this installation.
    var invocation = "hosoctl"
    /// Whether the database can be reached from here, so that `verify` can be recommended.
    var seesDatabase = true

    /// A step as it is counted and shown.
    private struct Step: Sendable {
        let title: Words
        let run: @Sendable (Demo) async throws -> Void
    }

    private static let steps: [Step] = [
        Step(title: Words("Số liệu báo cáo trước khi làm", "the report before")) { try await $0.rememberFigures() },
        Step(title: Words("Chuẩn bị hồ sơ: cần gì, kho đã có gì", "prepare: what is needed, what is held")) { try await $0.prepare() },
        Step(title: Words("Mở hồ sơ tại Một cửa", "open the dossier")) { try await $0.openDossier() },
        Step(title: Words("Tiếp nhận: giấy tiếp nhận, hạn trả, bàn giao", "accept: receipt, due date, hand-over")) { try await $0.accept() },
        Step(title: Words("Quét giấy tờ: bản quét mờ bị từ chối", "capture: a blurred scan is refused")) { try await $0.captureBlurred() },
        Step(title: Words("Quét lại: kiểm tra chất lượng, nhận dạng", "capture again: quality gate, recognition")) { try await $0.captureComponent() },
        Step(title: Words("Ký số bản sao điện tử bằng khóa riêng của cán bộ", "sign the e-copy with the officer's own key")) { try await $0.signComponent() },
        Step(title: Words("Bóc tách, xác nhận, cấp mã, lưu kho", "extract, confirm, code, store")) { try await $0.storeComponent() },
        Step(title: Words("Giải quyết và số hóa kết quả", "process, and digitize the result")) { try await $0.digitizeResult() },
        Step(title: Words("Xử lý xong và trả kết quả", "processed, and result returned")) { try await $0.returnResult() },
        Step(title: Words("Kết thúc hồ sơ công việc (hoàn chỉnh)", "close the work record (complete)")) { try await $0.closeRecord() },
        Step(title: Words("Hồ sơ thứ hai: tái sử dụng, không phải nộp lại", "second dossier: reuse, nothing asked again")) { try await $0.reuse() },
        Step(title: Words("Tìm trong kho, có dấu và không dấu", "search with and without diacritics")) { try await $0.search() },
        Step(title: Words("Số liệu báo cáo sau khi làm", "the report after")) { try await $0.showFigures() },
    ]

    /// Runs every step; a step that was done before shows what is there.
    ///
    /// - Throws: ``CommandFailure`` naming the step that could not be done.
    func run() async throws {
        self.greet()
        for (index, step) in Self.steps.enumerated() {
            self.console.line()
            self.console.line("[\(index + 1)/\(Self.steps.count)] \(step.title)")
            do {
                try await step.run(self)
            } catch let refusal as GatewayRefusal {
                throw CommandFailure(
                    Words(
                        "Bước \(index + 1) không làm được: \(refusal.sentence)",
                        "step \(index + 1) cannot be done: \(refusal.path) answered \(refusal.status)"),
                    mend: Words("chạy lại `hosoctl demo` sẽ tiếp tục từ đây", "`hosoctl demo` goes on from here"), exitCode: .stepFailed)
            }
        }
        try self.journal.finish()
        self.farewell()
    }

    /// Shows one thing that happened.
    func show(_ words: Words) { self.console.line(words, indent: "      ") }

    /// Shows where to look.
    func look(_ path: String) { self.console.line("      → \(self.gateway.base)\(path)") }

    /// Says that a step had been done in an earlier run of the program.
    func showDoneBefore() { self.show(Words("đã làm ở lần chạy trước", "done before")) }

    /// Tells a sentence about a step that cannot go on.
    func failed(_ vietnamese: String, _ english: String) -> CommandFailure {
        CommandFailure(Words(vietnamese, english), exitCode: .stepFailed)
    }

    /// Asks again and again until there is an answer.
    ///
    /// - Parameters:
    ///   - what: What is waited for.
    ///   - limit: When to give up.
    ///   - body: nil = not yet.
    func await<Result>(
        _ what: Words, limit: Duration = .seconds(180), _ body: () async throws -> Result?
    ) async throws -> Result {
        let begin = ContinuousClock.now
        var pause = Duration.milliseconds(200)
        while true {
            if let result = try await body() { return result }
            let waited = begin.duration(to: .now)
            guard waited < limit else {
                let seconds = limit.components.seconds
                throw self.failed("Đã chờ \(seconds) giây: \(what.vietnamese)", "gave up after \(seconds) s: \(what.english)")
            }
            self.console.passing("      … \(what) (\(waited.components.seconds) s)")
            try await Task.sleep(for: pause)
            pause = min(pause * 3 / 2, .seconds(2))
        }
    }

    private func greet() {
        if self.journal.isFinished {
            self.console.line(
                Words(
                    "Lần chạy \(self.journal.run) đã xong; chạy lần mới: \(self.invocation) demo --new",
                    "run \(self.journal.run) is finished; that begins another"))
        } else if self.journal.isResumed {
            self.console.line(Words("Tiếp tục lần chạy \(self.journal.run)", "going on with run \(self.journal.run)"))
        } else {
            self.console.line(Words("Lần chạy mới \(self.journal.run)", "new run \(self.journal.run)"))
        }
        self.console.line(
            Words(
                "Tỉnh, cán bộ, công dân và giấy tờ đều hư cấu; thao tác của người được mô phỏng",
                "province, officers, citizens and papers are invented; what people do is simulated"))
    }

    private func farewell() {
        self.console.line()
        self.console.line(Words("✔ Xong. Mở trình duyệt để xem:", "done; open in a browser:"))
        self.look("/")
        for name in ["dossier.code", "second.code"] {
            if let code = self.journal[name] { self.look("/ho-so/\(code)") }
        }
        self.look("/bao-cao?\(self.month.query)&co-quan=\(self.cast.agency)")
        if self.seesDatabase {
            self.console.line(Words("Kiểm tra bất biến: \(self.invocation) verify", "that checks the invariants"))
        }
    }

    /// The month in which the run began; the report is looked at there even when it ends in the next one.
    var month: (path: String, query: String) {
        let day = self.journal.startedOn ?? self.clock.now().vietnamDate
        let month = day.month < 10 ? "0\(day.month)" : "\(day.month)"
        return ("\(day.year)/\(day.month)", "thang=\(day.year)-\(month)")
    }
}
