import CoreMetrics
import Foundation
import ServiceKit
import Subprocess
import SystemPackage
import TestSupport
import Testing

@Suite struct PrometheusTests {
    private let registry = PrometheusRegistry()
    private let factory: PrometheusFactory

    init() { self.factory = PrometheusFactory(self.registry) }

    @Test func `counters add, gauges replace, timers fill buckets in seconds`() {
        let counter = self.factory.makeCounter(label: "hoso_test_total", dimensions: [("result", "ok")])
        counter.increment(by: 2)
        counter.increment(by: 3)
        let gauge = self.factory.makeRecorder(label: "hoso_pending", dimensions: [], aggregate: false)
        gauge.record(Int64(7))
        gauge.record(Int64(4))
        self.factory.makeTimer(label: "hoso_seconds", dimensions: []).recordNanoseconds(20_000_000)

        let lines = self.registry.text().split(separator: "\n").map(String.init)

        #expect(lines.contains(#"hoso_test_total{result="ok"} 5"#))
        #expect(lines.contains("hoso_pending 4"))
        #expect(lines.contains(#"hoso_seconds_bucket{le="0.01"} 0"#))
        #expect(lines.contains(#"hoso_seconds_bucket{le="0.025"} 1"#))
        #expect(lines.contains("hoso_seconds_count 1"))
        #expect(lines.contains("hoso_seconds_sum 0.02"))
    }

    @Test func `a meter moves and can be set`() {
        let meter = self.factory.makeMeter(label: "hoso_level", dimensions: [])
        meter.set(Int64(5))
        meter.increment(by: 2.5)
        meter.decrement(by: 1)

        #expect(self.registry.text().contains("hoso_level 6.5\n"))
    }

    @Test func `promtool accepts what is written, with hostile labels too`() async throws {
        self.factory.makeCounter(label: "hoso_odd_total", dimensions: [("why", "a \"b\" \\ c\nd"), ("bad-name", "x")])
            .increment(by: 1)
        self.factory.makeTimer(label: "hoso_call_duration_seconds", dimensions: [("code", "ok")]).recordNanoseconds(5)

        try await TemporaryDirectory.with { folder in
            let path = "\(folder)/metrics"
            try self.registry.text().write(toFile: path, atomically: true, encoding: .utf8)
            let result = try await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", "promtool check metrics < '\(path)'"], output: .string(limit: 65_536),
                error: .combinedWithOutput)

            // 3 = only advice on style, such as help texts.
            let accepted = result.terminationStatus == .exited(0) || result.terminationStatus == .exited(3)
            #expect(accepted, "\(result.standardOutput)")
            #expect(!result.standardOutput.contains("error while linting"), "\(result.standardOutput)")
        }
    }
}
