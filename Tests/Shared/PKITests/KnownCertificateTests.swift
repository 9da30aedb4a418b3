import Clocks
import Foundation
import TestSupport
import Testing

@testable import PKI

/// Certificates are read once; nothing else follows from that.
@Suite struct KnownCertificateTests {
    private func authority(_ name: String) throws -> DevelopmentAuthority {
        try DevelopmentAuthority(organization: name, now: FixedClock().now() - .seconds(86_400))
    }

    @Test func `a certificate that was read before is the same value, and other bytes are another`() throws {
        let one = try self.authority("A").root, other = try self.authority("B").root

        #expect(try Certificate(derBytes: one.derBytes) == one)
        #expect(try Certificate(derBytes: other.derBytes).subject.commonName == other.subject.commonName)
        var changed = one.derBytes
        changed[changed.count - 1] ^= 1
        #expect(try Certificate(derBytes: changed).sha256 != one.sha256)
    }

    @Test func `a certificate that was read as trusted helps nobody who does not trust it`() throws {
        let now = FixedClock().now()
        let one = try self.authority("A"), other = try self.authority("B")
        let officer = try one.issue(
            to: DevelopmentSubject(commonName: "Nguyễn Văn A", organization: "A"), notBefore: now - .seconds(60), notAfter: now + .seconds(60))

        for _ in 1...2 {
            #expect(TrustStore(anchors: [one.root]).judge(officer.certificate, chain: officer.chain, at: now).fault == nil)
            #expect(TrustStore(anchors: [other.root]).judge(officer.certificate, chain: officer.chain, at: now).fault == .noChain)
        }
    }

    @Test func `more certificates than are kept are all read right, by many at once`() async throws {
        let root = try self.authority("A").root
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<4 {
                group.addTask {
                    for number in 0..<400 {
                        // The last bytes are the signature's: still a certificate, and another one each time.
                        var bytes = root.derBytes
                        bytes[bytes.count - 2] = UInt8(truncatingIfNeeded: number)
                        bytes[bytes.count - 3] = UInt8(part)
                        bytes[bytes.count - 4] = UInt8(number >> 8)
                        let certificate = try Certificate(derBytes: bytes)
                        let fault = TrustStore(anchors: [certificate]).judge(certificate, at: FixedClock().now()).detail
                        #expect(certificate.derBytes == bytes && !fault.contains("cannot read"))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
