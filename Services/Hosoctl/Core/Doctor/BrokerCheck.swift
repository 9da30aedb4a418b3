import AMQP
import NIOCore

/// Whether the broker has the topology that definitions.json describes.
///
/// Bindings cannot be asked for over AMQP; a missing one shows as events that are returned, and in `verify` I5.
struct BrokerCheck: Sendable {
    let configuration: AMQPConfiguration
    let definitions: BrokerDefinitions

    func findings() async -> [Finding] {
        do {
            return try await AMQPClient.with(self.configuration) { client in
                // With an alarm it answers nothing more, so there is nothing more to ask.
                if let alarm = try await Self.alarm(client) { return [alarm] }
                var findings: [Finding] = [.good("RabbitMQ \(self.configuration.host):\(self.configuration.port)", "answers")]
                for exchange in self.definitions.exchanges { findings += await Self.check(exchange, client) }
                for queue in self.definitions.queues { findings += await self.check(queue, client) }
                return findings
            }
        } catch {
            return [
                .bad(
                    Words("Không nối được RabbitMQ \(self.configuration)", "the broker cannot be reached: \(error)"),
                    mend: Words("kiểm tra RabbitMQ có chạy, cổng và mật khẩu hoso-admin", "check that RabbitMQ runs, its port and the password of hoso-admin"))
            ]
        }
    }

    private static let load = Words(
        "nạp deploy/rabbitmq/definitions.json (rabbitmqctl import_definitions)", "load deploy/rabbitmq/definitions.json")

    /// What keeps the broker from taking messages; nil when it takes them.
    ///
    /// It says so only to who publishes, and then reads nothing more from that connection: what is asked next stays unanswered.
    private static func alarm(_ client: AMQPClient) async throws -> Finding? {
        do {
            try await client.waitUntilConnected()
            // No queue has this name: the message goes nowhere.
            try client.publishUnconfirmed(AMQPMessage(exchange: "", routingKey: "hosoctl.doctor", body: ByteBuffer()))
            try await client.declare(AMQPTopology(exchanges: [.init("amq.direct", kind: .direct, durable: true, passive: true)]))
            return nil
        } catch {
            guard case .blocked(let reason) = client.currentState else { throw error }
            return .bad(
                Words("RabbitMQ báo động, không nhận thông điệp nào (\(reason))", "the broker has an alarm and takes no messages: \(reason)"),
                mend: Words(
                    "giải phóng đĩa hoặc bộ nhớ của máy chạy RabbitMQ (xem rabbitmqctl status, mục Alarms); các dịch vụ tự chạy tiếp",
                    "free disk or memory where RabbitMQ runs (rabbitmqctl status, Alarms); the services go on by themselves"))
        }
    }

    private static func check(_ exchange: BrokerDefinitions.Exchange, _ client: AMQPClient) async -> [Finding] {
        do {
            let kind: AMQPTopology.Exchange.Kind = exchange.type == "topic" ? .topic : .direct
            // Passive: only asks.
            try await client.declare(
                AMQPTopology(exchanges: [AMQPTopology.Exchange(exchange.name, kind: kind, durable: exchange.durable, passive: true)]))
            return []
        } catch {
            return [.bad(Words("Thiếu exchange \(exchange.name)", "the exchange \(exchange.name) is missing: \(error.message)"), mend: Self.load)]
        }
    }

    private func check(_ queue: BrokerDefinitions.Queue, _ client: AMQPClient) async -> [Finding] {
        do {
            let status = try await client.status(ofQueue: queue.name)
            if let silence = await Self.silence(of: queue, status, client) { return [silence] }
            if status.consumerCount == 0 {
                return [
                    .notice(
                        Words("Hàng đợi \(queue.name): không dịch vụ nào đang nghe, \(status.messageCount) thông điệp", "nobody listens, \(status.messageCount) messages wait"),
                        mend: Words("khởi động dịch vụ tương ứng", "start the service it belongs to"))
                ]
            }
            return [.good("Hàng đợi \(queue.name): \(status.messageCount) thông điệp", "messages wait")]
        } catch {
            return [.bad(Words("Thiếu hàng đợi \(queue.name)", "the queue \(queue.name) is missing: \(error.message)"), mend: Self.load)]
        }
    }

    /// What is wrong with a quorum queue that nobody leads; nil when it answers.
    ///
    /// Whether it exists and how full it is, the broker answers from its records, leader or not, and says zero of both; a
    /// subscription it can only leave unanswered. So a queue with messages or listeners is not asked. A message that
    /// comes in the instant of the question goes back to the queue.
    private static func silence(
        of queue: BrokerDefinitions.Queue, _ status: AMQPQueueStatus, _ client: AMQPClient
    ) async -> Finding? {
        guard queue.arguments.type == "quorum", status.messageCount == 0, status.consumerCount == 0 else { return nil }
        do {
            try await client.consume(queue: queue.name, prefetch: 1, consumerTag: "hosoctl doctor").cancel()
            return nil
        } catch {
            guard error.code == .timedOut else {
                return .bad(
                    Words("Hàng đợi \(queue.name) không cho nghe", "nobody may listen to the queue \(queue.name): \(error.message)"),
                    mend: Self.load)
            }
            return .bad(
                Words(
                    "Hàng đợi \(queue.name) không có bản dẫn đầu: không nhận, không giao thông điệp nào",
                    "the queue \(queue.name) has no leader: it takes no message and delivers none"),
                mend: Words(
                    "gõ trên máy chạy RabbitMQ: \(Self.election(of: queue.name))",
                    "type this where RabbitMQ runs; the reason is in decision 0005"))
        }
    }

    /// What to type so that the members of a queue in the virtual host `/` choose a leader.
    private static func election(of queue: String) -> String {
        "rabbitmqctl eval '{ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"/\">>, queue, <<\"\(queue)\">>)), "
            + "ra:trigger_election(amqqueue:get_pid(Q)).'"
    }
}
