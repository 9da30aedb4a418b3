import Clocks
import PAdES
import Testing

struct ClaimedTimeTests {
    @Test(arguments: [
        ("D:20260305090000+07'00'", "2026-03-05T02:00:00Z"), ("D:20260305090000+07'00", "2026-03-05T02:00:00Z"),
        ("D:20260305020000Z", "2026-03-05T02:00:00Z"), ("D:20260305020000Z00'00'", "2026-03-05T02:00:00Z"),
        ("D:20260304213000-0430", "2026-03-05T02:00:00Z"), ("D:20260305090000+07", "2026-03-05T02:00:00Z"),
    ])
    func `reads the times that signers write`(_ text: String, _ expected: String) {
        #expect(ClaimedTime.read(text) == UTCInstant(iso8601: expected))
    }

    @Test(arguments: [
        "", "D:", "D:2026", "20260305020000Z", "D:20260305020000", "D:20261305020000Z", "D:20260305250000Z", "D:20260305020060Z",
        "D:20260305020000+25'00'", "D:20260305020000+07'99'", "D:2026030502000ZZ", "D:20260230020000Z", "D:20260305020000?", "D:+0260305020000Z",
        "D:20260305020000Z01", "D:٢٠٢٦0305020000Z",
    ])
    func `takes no time from anything else`(_ text: String) {
        #expect(ClaimedTime.read(text) == nil)
    }
}
