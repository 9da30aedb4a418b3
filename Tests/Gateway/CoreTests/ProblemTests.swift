import BlobStore
import GRPCCore
import GatewayDomain
import Hummingbird
import ServiceKit
import Testing

@testable import Gateway

@Suite struct ProblemTests {
    @Test(arguments: [
        (.invalidArgument, 400), (.notFound, 404), (.wrongState, 409), (.conflict, 412), (.keyReused, 422), (.badFile, 422),
        (.quality, 422), (.secret, 403), (.certificate, 422), (.unavailable, 503), (.denied, 403), (.internal, 500),
    ] as [(HosoFailure.Code, Int)])
    func `every failure of a service has its status`(code: HosoFailure.Code, status: Int) {
        let failure = HosoFailure(code: code, messageVi: "câu", messageEn: "sentence", pointer: "components[1].code")

        let problem = Problem(RPCError(failure))
        let document = ProblemDocument(problem, instance: "x", language: .english)

        #expect(problem.status.code == status)
        #expect(document.code == "\(code)")
        #expect(document.detail == "sentence")
        #expect(document.errors?.first?.pointer == "/components/1/code")
        #expect(document.retryable == (code == .unavailable))
    }

    @Test func `no failure code is left out`() {
        let codes = HosoFailure.Code.allCases.map { Problem.status(of: $0).code }

        #expect(codes.count == 12)
        #expect(codes.allSatisfy { (400...599).contains($0) })
    }

    @Test func `a broker that is away is 503 and the operators' to mend`() {
        let problem = Problem(RPCError(code: .unavailable, message: ""))

        #expect(problem.status.code == 503)
        #expect(problem.failure.whoCanMend == .operator && problem.failure.messageVi.contains("RabbitMQ"))
    }

    @Test func `a deadline is 504 and may be tried again`() {
        let problem = Problem(RPCError(code: .deadlineExceeded, message: ""))

        #expect(problem.status.code == 504)
        #expect(problem.isRetryable)
    }

    @Test(arguments: [
        (.notFound, 404, .caller), (.damaged, 500, .operator), (.noSpace, 503, .operator), (.inputOutput, 503, .operator),
    ] as [(BlobStoreError.Code, Int, HosoFailure.Mender)])
    func `a failing file store says who can mend it`(code: BlobStoreError.Code, status: Int, mender: HosoFailure.Mender) {
        let problem = Problem(BlobStoreError(code: code, message: "secret path"))

        #expect(problem.status.code == status)
        #expect(problem.failure.whoCanMend == mender)
        #expect(!problem.failure.messageEn.contains("secret path"))
    }

    @Test func `an unknown error tells nothing of itself`() {
        struct Odd: Error { let name = "Nguyễn" }

        let problem = Problem(Odd())

        #expect(problem.status.code == 500)
        #expect(!"\(problem.failure)".contains("Nguyễn"))
    }
}
