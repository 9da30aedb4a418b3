import BlobStore
import Clocks
import PKI
import Postgres
import TestSupport
import Testing

@testable import Hosoctl

@Suite(.timeLimit(.minutes(10)))
struct SignaturesInvariantTests {
    @Test func `I8 a document signed by a trusted officer is clean`() async throws {
        try await VerifyPlayground.with { place in
            let paper = try SignedPaper(signedAt: place.clock.now())
            try await place.document(try await place.blobs.put(paper.bytes))

            let findings = try await SignaturesInvariant().examine(place.context(trust: TrustStore(anchors: [paper.root])))

            #expect(findings.violations.isEmpty, "\(findings.violations)")
            #expect(findings.examined == 1)
        }
    }

    @Test(arguments: ["unsigned", "changed", "extended", "no PDF", "untrusted"])
    func `I8 finds a document that does not verify`(_ fault: String) async throws {
        try await VerifyPlayground.with { place in
            let paper = try SignedPaper(signedAt: place.clock.now())
            var bytes = paper.bytes
            switch fault {
            case "unsigned": bytes = SignedPaper.page
            case "changed": bytes.replace(Array("842]".utf8), with: Array("841]".utf8))
            case "extended": bytes += Array("% one more line\n%%EOF\n".utf8)
            case "no PDF": bytes = Array("hello".utf8)
            default: break
            }
            let anchors = fault == "untrusted" ? [] : [paper.root]
            try await place.document(try await place.blobs.put(bytes))

            let findings = try await SignaturesInvariant().examine(place.context(trust: TrustStore(anchors: anchors)))

            #expect(findings.violations.count == 1)
        }
    }

    @Test func `I8 finds a paper signed twice for the same purpose`() async throws {
        try await VerifyPlayground.with { place in
            let paper = place.identifiers.next()
            try await place.signing.query(
                """
                INSERT INTO certificates
                    (sha256, der, chain, holder, purpose, subject_name, issuer_name, not_before, not_after, registered_at)
                VALUES (sha256('x'), 'x', '{}', 'HS0031', 'person', 'x', 'x', now(), now(), now())
                """)
            for attempt in ["1", "2"] {
                try await place.signing.query(
                    """
                    INSERT INTO signature_requests
                        (id, idempotency_key, fingerprint, subject_kind, subject_id, subject_key, profile, officer_code,
                         certificate_sha256, document_sha256, document_bytes, prepared_sha256, prepared_bytes, first_length,
                         second_offset, second_length, scheme, signed_attributes, state, prepared_at, expires_at, finished_at)
                    VALUES
                        (\(place.identifiers.next()), \(attempt), 'x', 'digitization.paper', \(paper), 'k', 'desk-copy', 'HS0031',
                         sha256('x'), sha256('x'), 1, sha256('x'), 1, 1, 1, 1, 'ecdsa-p256-sha256', 'x', 'completed', now(), now(), now())
                    """)
            }

            let findings = try await SignaturesInvariant().examine(place.context())

            #expect(findings.violations.map(\.subject) == ["digitization.paper \(paper)"])
        }
    }
}
