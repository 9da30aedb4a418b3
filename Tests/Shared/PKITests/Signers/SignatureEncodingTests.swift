import Testing

@testable import PKI

@Suite struct SignatureEncodingTests {
    @Test func `the longest value of P-384 is taken as the DER it is`() throws {
        let integer: [UInt8] = [0x02, 0x31, 0x00] + [UInt8](repeating: 0xFF, count: 48)
        let sequence: [UInt8] = [0x30, 0x66] + integer + integer

        let value = try SignatureEncoding.value(sequence, key: .p384)

        #expect(value == sequence)
    }
}
