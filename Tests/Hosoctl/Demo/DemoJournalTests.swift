import Clocks
import Foundation
import TestSupport
import Testing

@testable import Hosoctl

struct DemoJournalTests {
    private let identifiers = SequentialIdentifiers()

    private func open(_ directory: String, fresh: Bool = false) throws -> DemoJournal {
        try DemoJournal(path: "\(directory)/demo.json", fresh: fresh, identifiers: self.identifiers, clock: FixedClock())
    }

    @Test func `an interrupted run goes on with the same keys and what it remembered`() async throws {
        try await TemporaryDirectory.with { directory in
            let first = try self.open(directory)
            try first.remember("dossier.id", "abc")

            let second = try self.open(directory)

            #expect(!first.isResumed)
            #expect(second.isResumed)
            #expect(second.key("open-dossier") == first.key("open-dossier"))
            #expect(second["dossier.id"] == "abc")
            #expect(!second.isFinished)
        }
    }

    @Test func `a fresh run has other keys and remembers nothing`() async throws {
        try await TemporaryDirectory.with { directory in
            let first = try self.open(directory)
            try first.remember("dossier.id", "abc")
            try first.finish()

            let second = try self.open(directory, fresh: true)

            #expect(second.key("open-dossier") != first.key("open-dossier"))
            #expect(second["dossier.id"] == nil)
            #expect(!second.isFinished)
        }
    }

    @Test func `a finished run stays finished`() async throws {
        try await TemporaryDirectory.with { directory in
            try self.open(directory).finish()

            #expect(try self.open(directory).isFinished)
        }
    }

    @Test func `a damaged journal is an error that says what to do`() async throws {
        try await TemporaryDirectory.with { directory in
            try Data("{\"run\":".utf8).write(to: URL(fileURLWithPath: "\(directory)/demo.json"))

            #expect { try self.open(directory) } throws: { error in
                (error as? CommandFailure)?.mend?.english.contains("--new") == true
            }
        }
    }
}
