import AuthoritySupport
import BrowserSupport
import Foundation
import PKI
import Synchronization
import Testing

/// Levels, debts and their mending by the running suite among living authorities, as operators and officers see them.
@Suite(.serialized, .timeLimit(.minutes(20))) struct SignatureLevelsTests {
    @Test func `R39 V-21 documents reach B-LTA, an outage shows as a debt and is mended, on the command line and in a browser`() async throws {
        let services = try await TestServices.shared()
        let door = Door()
        // The timestamp authority behind a door that can be shut.
        try await LocalServer.with({ _, question in
            guard !door.isShut else { return LocalServer.Answer(status: 503) }
            let answer = try await services.caller(at: nil).post(
                question, to: services.url("tsa/tsa"), type: "application/timestamp-query", limitBytes: 1 << 20)
            return LocalServer.Answer(body: answer)
        }) { tsa in
            try await Suite.with { suite in
                let seal = try SealedPapers(suite: suite, services: services)
                try await seal.enter(timestamps: tsa)

                // 1. Everybody answers.
                let first = try await seal.sign("Ban sao so mot")
                #expect(try first.text("report.level")?.lowercased().contains("archival") == true, "\(first)")
                #expect(try first.text("debt") == nil)
                let judged = try await seal.judge(first)
                #expect(judged.succeeded && judged.output.contains("B-LTA"), "\(judged.output)")
                #expect(try await suite.hosoctl("signatures", "--debts").succeeded)

                // 2. The timestamp authority is away: signed all the same, and owed.
                door.isShut = true
                let second = try await seal.sign("Ban sao so hai")
                #expect(try second.text("report.verdict") == first.text("report.verdict"))
                let owed = try await suite.hosoctl("signatures", "--debts")
                #expect(!owed.succeeded && owed.output.contains(seal.key), "\(owed.output)")
                #expect(owed.output.contains("B-B") && owed.output.contains("B-LTA"), "\(owed.output)")

                // 3. The inventory, on the command line and in a browser, on a desk and on a telephone.
                let inventory = try await suite.hosoctl("signatures")
                #expect(inventory.output.contains(SealedPapers.agency), "\(inventory.output)")
                let address = try await suite.gatewayURL() + "/chu-ky-so"
                for width in [1280, 360] {
                    let page = try await Browser.look(at: address, width: width)
                    #expect(page.title.contains("Chữ ký số") && page.language == "vi")
                    #expect(page.text.contains("1 văn bản đã ký còn thiếu dữ liệu") && page.text.contains(seal.key), "\(page.text)")
                    #expect(page.contentWidth <= page.width, "the page itself is scrolled sideways at \(width)")
                    #expect(page.smallestText >= 14, "letters of \(page.smallestText) pixels at \(width)")
                }

                // 4. It is back: the worker mends by itself, and whoever holds the old bytes is led to the new ones.
                door.isShut = false
                _ = try await suite.sql("UPDATE signing.signature_upkeep SET due_at = since WHERE reason <> 'renewal'")
                try await suite.until("the debt is mended") { try await suite.hosoctl("signatures", "--debts").succeeded }
                let level = try await suite.sql("SELECT level FROM signing.strengthened_documents")
                #expect(level == "B-LTA")
                try await suite.until("the repository knows the stronger form") {
                    try await suite.sql("SELECT level FROM records.document_forms") == "B-LTA"
                }
                let mended = try await Browser.look(at: address, width: 360)
                #expect(mended.text.contains("Không có văn bản nào còn thiếu"))
            }
        }
    }

    /// Whether the timestamp authority can be reached.
    private final class Door: Sendable {
        private let state = Mutex(false)

        var isShut: Bool {
            get { self.state.withLock { $0 } }
            set { self.state.withLock { $0 = newValue } }
        }
    }
}
