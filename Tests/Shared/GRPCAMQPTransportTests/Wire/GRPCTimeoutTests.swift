import Testing

@testable import GRPCAMQPTransport

@Suite struct GRPCTimeoutTests {
    @Test func `reads the nine characters GRPCCore writes for 29.999 seconds`() {
        #expect(GRPCTimeout.parse("29999000u") == .milliseconds(29_999))
    }

    @Test func `writes 29.999 seconds in nine characters, for which GRPCCore sets no timer`() {
        #expect(GRPCTimeout.encode(.milliseconds(29_999)) == "29999000u")
    }

    @Test(arguments: [
        ("1n", Duration.nanoseconds(1)), ("5u", .microseconds(5)), ("7m", .milliseconds(7)), ("3S", .seconds(3)),
        ("2M", .seconds(120)), ("1H", .seconds(3_600)), ("99999999H", .seconds(99_999_999 * 3_600)), ("0n", .zero),
    ])
    func `reads every unit`(text: String, duration: Duration) {
        #expect(GRPCTimeout.parse(text) == duration)
    }

    @Test(arguments: ["", "S", "1", "1s", "-1S", "+1S", " 1S", "1 S", "1.5S", "999999999S", "١S", "1SS", "0x1S"])
    func `refuses what is not a timeout`(text: String) {
        #expect(GRPCTimeout.parse(text) == nil)
    }

    @Test(arguments: [
        (Duration.zero, "00000000n"), (.seconds(-5), "00000000n"), (.nanoseconds(1), "00000001n"), (.seconds(1), "01000000u"),
        (.seconds(30), "30000000u"), (.seconds(86_400), "86400000m"), (.seconds(Int64.max), "99999999H"),
        (Duration(secondsComponent: 0, attosecondsComponent: 1), "00000001n"),
    ])
    func `writes the finest unit that fits`(duration: Duration, text: String) {
        #expect(GRPCTimeout.encode(duration) == text)
    }

    @Test func `never comes out shorter than it went in, in nine characters`() throws {
        var random = SeededRandom.announced("timeouts")
        for _ in 0..<10_000 {
            let duration = Duration.nanoseconds(Int64.random(in: 0...(1 << Int64.random(in: 1...62)), using: &random))

            let text = GRPCTimeout.encode(duration)

            let read = try #require(GRPCTimeout.parse(text))
            #expect(text.count == 9)
            #expect(read >= duration)
            #expect(read <= duration + max(.nanoseconds(1), duration * 0.02))
        }
    }
}
