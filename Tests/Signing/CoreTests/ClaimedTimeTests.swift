import Clocks
import Testing

@testable import Signing

@Suite struct ClaimedTimeTests {
    @Test(arguments: [
        ("D:20260305090000+07'00'", "2026-03-05T02:00:00.000000Z"), ("D:20260305090000Z", "2026-03-05T09:00:00.000000Z"),
        ("D:20260305090000+07'00", "2026-03-05T02:00:00.000000Z"), ("D:20260305090000-05'30'", "2026-03-05T14:30:00.000000Z"),
        ("D:20260305090000+07", "2026-03-05T02:00:00.000000Z"), ("D:20260305235959Z", "2026-03-05T23:59:59.000000Z"),
    ])
    func `reads a time with its zone`(_ text: String, _ expected: String) {
        #expect(ClaimedTime.read(text)?.iso8601 == expected)
    }

    @Test(arguments: [
        "", "D:", "2026", "D:20260305090000", "D:20261305090000Z", "D:20260230090000Z", "D:20260305250000Z", "D:2026030509000xZ",
        "D:20260305090000+7", "D:20260305090000+99'99'", "D:20260305090000+07'00'00'", "D:２０２６0305090000Z",
    ])
    func `takes nothing that is not a time`(_ text: String) {
        #expect(ClaimedTime.read(text) == nil)
    }
}
