import AMQP

/// Whether the broker has the topology that definitions.json describes.
///
/// Bindings cannot be asked for over AMQP; a missing one shows as events that are returned, and in `verify` I5.
struct BrokerCheck: Sendable {
    let configuration: AMQPConfiguration
    let definitions: BrokerDefinitions

    func findings() async -> [Finding] {
        do {
            return try await AMQPClient.with(self.configuration) { client in
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
}
