import GRPCCore

/// A writer of parts made of three closures, which belong to the call.
struct PartWriter<Element: Sendable>: ClosableRPCWriterProtocol {
    let onWrite: @Sendable (Element) async throws -> Void
    let onFinish: @Sendable ((any Error)?) async -> Void

    func write(_ element: Element) async throws {
        try await self.onWrite(element)
    }

    func write(contentsOf elements: some Sequence<Element>) async throws {
        for element in elements { try await self.onWrite(element) }
    }

    func finish() async {
        await self.onFinish(nil)
    }

    func finish(throwing error: any Error) async {
        await self.onFinish(error)
    }
}
