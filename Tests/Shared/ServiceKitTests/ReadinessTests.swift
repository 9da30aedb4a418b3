import Testing

@testable import ServiceKit

@Suite struct ReadinessTests {
    private struct Down: Error, CustomStringConvertible {
        let description = "no connection"
    }

    @Test func `a service is not ready before it has started nor while it stops`() async {
        let readiness = Readiness()
        #expect(await readiness.answers().map(\.failure) == ["starting or stopping"])

        readiness.started(with: [ReadinessCheck("database") {}])
        #expect(await readiness.answers().map(\.failure) == [nil])

        readiness.stopping()
        #expect(await readiness.answers().map(\.failure) == ["starting or stopping"])
    }

    @Test func `every check is answered by name, also when another one fails`() async {
        let readiness = Readiness()
        readiness.started(with: [ReadinessCheck("database") {}, ReadinessCheck("broker") { throw Down() }])

        let answers = await readiness.answers()

        #expect(answers.map(\.name) == ["broker", "database"])
        #expect(answers.map(\.failure) == ["no connection", nil])
    }
}
