import GRPCCore
import ServiceKit
import Testing

@testable import Hosoctl

@Suite struct SigningAttemptsTests {
    private func failure(_ code: HosoFailure.Code) -> RPCError {
        RPCError(HosoFailure(code: code, messageVi: "đã hết hạn", messageEn: "it has run out"))
    }

    @Test func `a request whose time is up is asked for anew, and the first that holds is completed`() async throws {
        var completed: [Int] = []
        let result = try await SigningAttempts.run(prepare: { $0 }, isOver: { $0 < 4 }) { attempt in
            completed.append(attempt)
            if attempt < 4 { throw self.failure(.wrongState) }
            return attempt
        }

        #expect(result == 4 && completed == [1, 2, 3, 4])
    }

    @Test func `a request that was completed before its time was up is not made again`() async throws {
        let result = try await SigningAttempts.run(prepare: { $0 }, isOver: { _ in true }) { $0 }

        #expect(result == 1)
    }

    @Test(arguments: [HosoFailure.Code.denied, .certificate, .conflict, .wrongState])
    func `a refusal of a request that holds is told at once`(_ code: HosoFailure.Code) async {
        var calls = 0
        await #expect(throws: RPCError.self) {
            try await SigningAttempts.run(prepare: { $0 }, isOver: { _ in code != .wrongState }) { _ in
                calls += 1
                throw self.failure(code)
            }
        }
        #expect(calls == 1)
    }

    @Test func `a request that is refused when it is asked for is told at once`() async {
        await #expect(throws: RPCError.self) {
            try await SigningAttempts.run(prepare: { (attempt: Int) -> Int in throw self.failure(.wrongState) }, isOver: { _ in true }) { $0 }
        }
    }

    @Test func `requests that are all over come to an end`() async {
        var calls = 0
        await #expect(throws: RPCError.self) {
            try await SigningAttempts.run(prepare: { $0 }, isOver: { _ in true }) { _ in
                calls += 1
                throw self.failure(.wrongState)
            }
        }
        #expect(calls == SigningAttempts.limit)
    }
}
