import Testing

@testable import Hosoctl

struct ToolOutputTests {
    @Test(arguments: [
        ("rabbitmq_server-3.10.8", [3, 10, 8]), ("postgres (PostgreSQL) 15.8 (Debian)", [15, 8]), ("4.1", [4, 1]),
    ])
    func `reads the version in a text`(_ text: String, _ version: [Int]) {
        #expect(ToolOutput.version(in: text) == version)
    }

    @Test(arguments: [([3, 10, 8], [3, 10], true), ([3, 9, 30], [3, 10], false), ([4, 0], [3, 10], true), ([3, 10], [3, 10], true)])
    func `compares versions number by number`(_ version: [Int], _ wanted: [Int], _ isEnough: Bool) {
        #expect(ToolOutput.isAtLeast(version, wanted) == isEnough)
    }
}
