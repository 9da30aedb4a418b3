import Clocks
import Directory
import HosoProto
import ServiceKit
import TestSupport
import Testing

/// What rights rest on, asked of the real directory with the sample province (R75).
@Suite(.timeLimit(.minutes(10))) struct OfficerPostsTests {
    @Test func `R75 posts are those of the day, and nobody unknown holds one`() async throws {
        let clock = FixedClock()
        try await RunningIntake.withDirectory(clock) { directory in
            let posts = OfficerPosts(directory)
            let today = clock.now().vietnamDate
            let clerk = try await posts.held(by: "HS0034", on: today)
            #expect(Set(clerk) == [OfficerPost(agency: "H99.21", role: "clerk"), OfficerPost(agency: "H99.21", role: "archivist")])
            #expect(clerk.contains { $0.isWithin("H99") } && !clerk.contains { $0.isWithin("H99.2") })
            #expect(!clerk.administers("H99.21"))
            let administrator = try await posts.held(by: "HS0003", on: today)
            let leader = try await posts.held(by: "HS0005", on: today)
            #expect(administrator.administers("H99.21") && leader.administers("H99.11") && !leader.administers("H99.12"))
            // Before the province took its present form nobody held these posts.
            let before = try #require(VietnamDate(iso8601: "2025-02-28"))
            #expect(try await posts.held(by: "HS0005", on: before).isEmpty)
            for code in ["HS9999", "x y", ""] { #expect(try await posts.held(by: code, on: today).isEmpty) }
        }
    }
}
