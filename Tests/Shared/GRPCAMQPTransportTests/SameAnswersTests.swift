import GRPCCore
import Testing

/// Every transport gives the same answers.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SameAnswersTests {
    @Test(arguments: TransportKind.allCases)
    func `answers a unary call`(transport: TransportKind) async throws {
        try await transport.run { rig in
            let response = try await rig.client.unary(rig.service.echo, [1, 2, 3])

            #expect(try response.message == [1, 2, 3])
        }
    }

    @Test(arguments: TransportKind.allCases, [0, 1_024 * 1_024])
    func `carries empty and large messages`(transport: TransportKind, sizeBytes: Int) async throws {
        try await transport.run { rig in
            let message = (0..<sizeBytes).map { UInt8(truncatingIfNeeded: $0 &* 31) }

            let response = try await rig.client.unary(rig.service.echo, message)

            #expect(try response.message == message)
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `carries repeated and binary metadata and trailers`(transport: TransportKind) async throws {
        try await transport.run { rig in
            let response = try await rig.client.unary(
                rig.service.echo, [],
                metadata: [
                    "x-text": "one", "x-text": "two", "x-raw-bin": .binary([0, 255, 10]), "x-raw-bin": .binary([]),
                    "trail-text": "a", "trail-text": "b", "trail-bin": .binary([7]),
                ])

            #expect(Array(response.metadata[stringValues: "x-text"]) == ["one", "two"])
            #expect(Array(response.metadata[binaryValues: "x-raw-bin"]) == [[0, 255, 10], []])
            #expect(Array(response.trailingMetadata[stringValues: "trail-text"]) == ["a", "b"])
            #expect(Array(response.trailingMetadata[binaryValues: "trail-bin"]) == [[7]])
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `takes a streamed request`(transport: TransportKind) async throws {
        try await transport.run { rig in
            try await rig.client.streaming(rig.service.sum) { writer in
                for size in 0..<100 { try await writer.write(Array(repeating: 1, count: size * 100)) }
            } read: { response in
                let text = try await response.messages.reduce(into: []) { $0.append(String(decoding: $1, as: UTF8.self)) }
                #expect(text == ["100 495000"])
            }
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `gives a streamed response with metadata and trailers`(transport: TransportKind) async throws {
        try await transport.run { rig in
            try await rig.client.streaming(rig.service.count) { writer in
                try await writer.write(Array("200 5000".utf8))
            } read: { response in
                #expect(Array(response.metadata[stringValues: "x-initial"]) == ["count"])
                var firsts: [UInt8] = []
                var trailers: Metadata = [:]
                for try await part in response.bodyParts {
                    switch part {
                    case .message(let message): firsts.append(message.count == 5_000 ? message[0] : 255)
                    case .trailingMetadata(let metadata): trailers = metadata
                    }
                }
                #expect(firsts == Array(0..<200))
                #expect(Array(trailers[stringValues: "x-trailer"]) == ["count"])
            }
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `streams both ways, each message answered before the next`(transport: TransportKind) async throws {
        try await transport.run { rig in
            let replies = Journal()
            try await rig.client.streaming(rig.service.chat) { writer in
                for number in 1...50 {
                    try await writer.write([UInt8(number)])
                    try await replies.wait(for: "reply", times: number)
                }
            } read: { response in
                var numbers: [UInt8] = []
                for try await message in response.messages {
                    numbers += message
                    replies.note("reply")
                }
                #expect(numbers == Array(1...50))
            }
        }
    }

    @Test(arguments: TransportKind.allCases, 1...16)
    func `carries every status code with message, details and trailers`(transport: TransportKind, number: Int) async throws {
        try await transport.run { rig in
            let error = try #require(await rig.client.failure(rig.service.fail, [UInt8(number), 9, 0, 200]))

            #expect(error.code.rawValue == number)
            #expect(error.message == "lỗi \(number)")
            #expect(Array(error.metadata[binaryValues: "grpc-status-details-bin"]) == [[9, 0, 200]])
            #expect(Array(error.metadata[stringValues: "x-why"]) == ["asked"])
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `a handler that throws something else is unknown`(transport: TransportKind) async throws {
        try await transport.run { rig in
            #expect(await rig.client.failure(rig.service.explode)?.code == .unknown)
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `an unknown method is unimplemented`(transport: TransportKind) async throws {
        try await transport.run { rig in
            #expect(await rig.client.failure(rig.service.nothing)?.code == .unimplemented)
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `a deadline ends the call for the client and tells the handler`(transport: TransportKind) async throws {
        try await transport.run { rig in
            // Client and server each have a clock. The handler answers only when the client has its error, else its answer
            // to the cancellation could come first.
            let error = await rig.client.failure(rig.service.hang, metadata: ["x-wait": "told"], timeout: .seconds(5))
            rig.journal.note("told")

            #expect(error?.code == .deadlineExceeded)
            try await rig.journal.wait(for: "cancelled")
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `cancelling the client's task returns at once and cancels the handler`(transport: TransportKind) async throws {
        try await transport.run { rig in
            try await withThrowingTaskGroup { group in
                group.addTask { _ = await rig.client.failure(rig.service.hang) }
                try await rig.journal.wait(for: "began")
                group.cancelAll()
                try await group.waitForAll()
            }

            // The in-process transport does not tell the handler; the others must.
            if transport != .inProcess { try await rig.journal.wait(for: "cancelled") } else { rig.beginServerShutdown() }
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `200 calls at once each get their own answer`(transport: TransportKind) async throws {
        try await transport.run { rig in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let message = [UInt8(number), 1]
                        return try await rig.client.unary(rig.service.echo, message).message == message
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `a server that shuts down finishes the calls in hand`(transport: TransportKind) async throws {
        try await transport.run { rig in
            async let response = rig.client.unary(rig.service.slow, [5])
            try await rig.journal.wait(for: "began")

            rig.beginServerShutdown()
            rig.journal.note("go")

            #expect(try await response.message == [5])
        }
    }

    @Test(arguments: TransportKind.allCases)
    func `a client that shuts down finishes its open calls and begins no more`(transport: TransportKind) async throws {
        try await transport.run { rig in
            async let response = rig.client.unary(rig.service.slow, [5])
            try await rig.journal.wait(for: "began")

            rig.client.beginGracefulShutdown()
            await #expect(throws: (any Error).self) { try await rig.client.unary(rig.service.echo) }
            rig.journal.note("go")

            #expect(try await response.message == [5])
        }
    }
}
