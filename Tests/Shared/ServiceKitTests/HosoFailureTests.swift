import GRPCCore
import ServiceKit
import Testing

@Suite struct HosoFailureTests {
    @Test(arguments: HosoFailure.Code.allCases, HosoFailure.Mender.allCases)
    func `a failure arrives as it was sent`(code: HosoFailure.Code, mender: HosoFailure.Mender) {
        let failure = HosoFailure(
            code: code, messageVi: "Thiếu giấy tờ «Tờ khai».", messageEn: "A paper is missing.", whoCanMend: mender,
            retryAfter: .milliseconds(1500), pointer: "components[2].pages")

        #expect(HosoFailure(RPCError(failure)) == failure)
    }

    @Test func `an error without details becomes a failure by its code`() {
        let failure = HosoFailure(RPCError(code: .unavailable, message: "gone"))

        #expect(failure.code == .unavailable)
        #expect(failure.whoCanMend == .time)
        #expect(failure.retryAfter != nil)
    }

    @Test(arguments: [[], [0xFF], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [UInt8](repeating: 7, count: 4096)] as [[UInt8]])
    func `details that are no failure do no harm`(details: [UInt8]) {
        let error = RPCError(
            code: .notFound, message: "nothing", metadata: ["grpc-status-details-bin": .binary(details)])

        #expect(HosoFailure(error).code == .notFound)
    }
}
