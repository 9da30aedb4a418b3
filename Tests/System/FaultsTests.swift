import Foundation
import Testing

/// Bad input and dead parts, met by the real processes: each gives an answer that says what and who, and nothing is lost.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FaultsTests {
    @Test func `R25 R31 bad input and dead parts are told in words, and verify finds nothing lost`() async throws {
        // At this level every call and every event leaves a line; the answers are the same.
        try await Suite.with(logLevel: "debug") { suite in
            let desk = try await Desk.open(suite)
            try await FollowedRequest(suite: suite).check()
            try await desk.checkRepetition()
            try await desk.checkUnknownProcedure()
            try await desk.checkUploads()
            try await desk.checkHostileScans()
            try await DeadParts(suite: suite, desk: desk).check()
            try await PoisonedMessages(suite: suite, desk: desk).check()

            let verified = try await suite.hosoctl("verify", "--wait", "60")
            #expect(verified.succeeded, "\(verified.output)")
            let doctor = try await suite.hosoctl("doctor")
            #expect(doctor.succeeded, "\(doctor.output)")
        }
    }
}
