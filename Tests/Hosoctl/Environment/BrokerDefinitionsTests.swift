import Testing

@testable import Hosoctl

struct BrokerDefinitionsTests {
    @Test(arguments: [
        ("#", "intake.dossier_accepted.v1", true), ("#", "", true), ("intake.*.v1", "intake.dossier_accepted.v1", true),
        ("intake.*", "intake.dossier_accepted.v1", false), ("intake.#", "intake", true), ("#.v1", "a.b.v1", true),
        ("#.v1", "a.b.v2", false), ("a.#.c", "a.c", true), ("a.#.c", "a.b.b.c", true), ("a.*.c", "a.c", false),
        ("a.b", "a.b", true), ("a.b", "a.b.c", false), ("a.b.c", "a.b", false), ("*", "", true),
    ])
    func `matches routing keys as a topic exchange does`(_ pattern: String, _ key: String, _ matches: Bool) {
        #expect(BrokerDefinitions.matches(pattern: pattern, key: key) == matches)
    }

    @Test func `the deployed topology names the event queues`() throws {
        let path = try #require(Checkout.find("deploy/rabbitmq/definitions.json"))

        let definitions = try BrokerDefinitions.read(path, SuiteEnvironment([:]))

        #expect(definitions.eventQueues.map(\.queue) == ["digitization.events", "intake.events", "records.events", "reporting.events", "signing.events"])
        #expect(definitions.eventQueues.first { $0.queue == "reporting.events" }?.patterns == ["#"])
        #expect(definitions.eventQueues.map(\.service) == ["digitization", "intake", "records", "reporting", "signing"])
    }
}
