import Clocks
import Foundation
@testable import PKI

/// Feeds bytes to everything that reads certificates, signatures, timestamps and statements about revocation from outside,
/// and to the OpenSSL behind it: each ends, throws a `PKIError` or gives a report, and nothing else.
///
/// Every reader gets every input; what is not meant for it, it refuses after a few bytes. The authorities are those of
/// `Tests/Fixtures/fuzz/authorities`, which made the seeds.
///
/// Built by `deploy/local/fuzz` with `-sanitize=fuzzer,address`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPKI(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzedReaders.shared.read([UInt8](UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private struct FuzzedReaders {
    static let shared = FuzzedReaders()

    private let root: PKI.Certificate?
    private let issuer: PKI.Certificate?
    private let official: PKI.Certificate?
    private let trust: TrustStore
    private let content: [ArraySlice<UInt8>] = [Array("content".utf8)[...]]
    private let instant = UTCInstant(iso8601: "2025-06-01T08:01:00Z") ?? .earliest

    private init() {
        func certificate(_ name: String) -> PKI.Certificate? {
            guard let data = FileManager.default.contents(atPath: "Tests/Fixtures/fuzz/authorities/\(name).der") else { return nil }
            return try? PKI.Certificate(derBytes: Array(data))
        }
        self.root = certificate("root")
        self.issuer = certificate("interm")
        self.official = certificate("official")
        precondition(self.root != nil && self.issuer != nil && self.official != nil, "the authorities of the seeds are not there")
        self.trust = TrustStore(anchors: [self.root].compactMap { $0 }, intermediates: [self.issuer].compactMap { $0 })
    }

    func read(_ bytes: [UInt8]) {
        self.certificate(bytes)
        self.revocation(bytes)
        self.timestamp(bytes)
        for form in [CMSExamination.Form.baseline, .older] { self.signature(bytes, form) }
    }

    private func certificate(_ bytes: [UInt8]) {
        _ = try? PKI.Certificate.reading(pem: String(decoding: bytes, as: UTF8.self))
        guard let certificate = try? PKI.Certificate(derBytes: bytes) else { return }
        _ = self.trust.judge(certificate, chain: [certificate], at: self.instant)
        _ = certificate.mayTimestamp
    }

    private func revocation(_ bytes: [UInt8]) {
        guard let official, let issuer else { return }
        if let answer = try? OCSPAnswer(derBytes: bytes) { _ = try? answer.finding(for: official, issuer: issuer) }
        if let list = try? RevocationList(derBytes: bytes) { _ = try? list.finding(for: official, issuer: issuer) }
    }

    private func timestamp(_ bytes: [UInt8]) {
        let response = try? TimestampResponse(derBytes: bytes)
        for contents in [bytes, response?.token].compactMap({ $0 }) {
            guard let token = try? TimestampToken(contents: contents) else { continue }
            _ = token.judge(over: self.content, trust: self.trust, at: self.instant)
            _ = token.judgeAuthority(trust: self.trust, at: self.instant)
        }
    }

    private func signature(_ bytes: [UInt8], _ form: CMSExamination.Form) {
        let examination = CMSExamination(contents: bytes, content: self.content, form: form)
        if let signer = examination.signer { _ = examination.objection(along: [signer]) }
        guard let signature = examination.signature else { return }
        _ = try? signature.revocationValues()
        for contents in examination.timestamps {
            if let token = try? TimestampToken(contents: contents) { _ = try? signature.adding(timestamp: token) }
        }
    }
}
