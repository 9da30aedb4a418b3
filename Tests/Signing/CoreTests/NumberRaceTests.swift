import AuthoritySupport
import BlobStore
import Clocks
import PDF
import PKI
import Postgres
import SigningDomain
import Synchronization
import TestSupport
import Testing

@testable import Signing

/// The number is written into the signed file while the same file gets a stronger form (R34, R39).
@Suite(.timeLimit(.minutes(10))) struct NumberRaceTests {
    /// A document of a set text, signed by its person while the timestamp authority was away, with its number still to come.
    private func signed(_ bench: LevelBench, _ document: EnteredDocument) async throws -> SignedDocument {
        var order = SignatureOrder(
            idempotencyKey: "p", subjectKind: "signing.document", subjectID: document.id, subjectKey: "k",
            profile: "issued-person", officer: LevelBench.officer, certificateSHA256: bench.signer.certificate.sha256,
            document: try await document.approve(ContentLifeTests.content))
        order.issue.image = try await bench.tools.blobs.put(IssueSequenceTests.image)
        order.issue.box = IssueDetails.Box(pageIndex: 0, rectangle: PDFRectangle(350, 150, 480, 220))
        let intent = try await PrepareSignatureHandler(tools: bench.tools).handle(order)
        let value = try bench.signer.sign(digest: intent.attributes.digest, scheme: intent.attributes.scheme)
        let signed = try await CompleteSignatureHandler(tools: bench.tools).handle(intent.id, signature: value)
        _ = try await TakeStepHandler(tools: bench.tools).handle(document.id, .signature(signed.request), by: LevelBench.officer, expecting: 0)
        return signed
    }

    private func with(_ body: (LevelBench, EnteredDocument, SignedDocument) async throws -> Void) async throws {
        try await LevelBench.with(as: .person, tsa: [LevelBench.nowhere]) { bench in
            let document = EnteredDocument(tools: bench.tools, id: SequentialIdentifiers.identifier(7), signer: LevelBench.officer)
            let signed = try await self.signed(bench, document)
            bench.clock?.advance(by: .seconds(61))
            try await body(bench, document, signed)
        }
    }

    private func words(_ document: EnteredDocument) async throws -> [String] {
        try await document.tools.postgres.withConnection { try await DocumentStore(session: $0).facts(of: document.id) }.map(\.fact.word)
    }

    @Test func `R34 R39 a file that gets stronger while the number is written into it is numbered in its stronger form`() async throws {
        try await self.with { bench, document, signed in
            let asking = bench.asking([bench.services.url("tsa/tsa")])
            let store = OrderedBlobStore(bench.tools.blobs, reading: signed.document) {
                let hasWorked = try await bench.work(asking)
                #expect(hasWorked)
            }

            let after = try await TakeStepHandler(tools: bench.tools.reading(store)).handle(document.id, .number, by: "VT01", expecting: 0)

            let newest = try await bench.newest(signed)
            #expect(newest != signed.document, "it got stronger in between")
            let numbered = try #require(after.numberedFile)
            let bytes = try await bench.tools.blobs.get(try #require(BlobReference(hex: numbered.sha256, sizeBytes: numbered.sizeBytes)))
            #expect(bytes.starts(with: try await bench.tools.blobs.get(newest)))
            #expect(try await self.words(document).suffix(3) == ["numbered", "strengthened", "numberWritten"])
            #expect(after.signedForms == [numbered.sha256])
            let keys = try await bench.tools.postgres.query(
                "SELECT ordering_key FROM event_log WHERE name = 'signing.document_strengthened.v1'"
            ).map { try $0.decode(column: 0, as: String.self) }
            #expect(keys == [document.id.description], "recipients learn of it in the order of the document's own events")
        }
    }

    @Test func `R34 R39 a file that is numbered while it gets stronger keeps its number, and the form without it is not taken`() async throws {
        try await self.with { bench, document, signed in
            let take = TakeStepHandler(tools: bench.tools)
            let store = OrderedBlobStore(bench.tools.blobs, reading: signed.document) {
                _ = try await take.handle(document.id, .number, by: "VT01", expecting: 0)
            }

            #expect(try await bench.work(bench.asking([bench.services.url("tsa/tsa")]).reading(store)))

            let newest = try await bench.newest(signed)
            #expect(newest != signed.document, "it got stronger all the same")
            let after = try #require(try await document.now())
            let numbered = try #require(after.numberedFile)
            #expect(after.file == numbered && after.signedForms == [numbered.sha256])
            #expect(try await self.words(document).suffix(2) == ["numbered", "numberWritten"])
            let wish = OutgoingDocument.SignatureWish(
                kind: .issuedByOrganisation, holder: EnteredDocument.agency, file: newest.hex, number: after.number?.notation ?? "",
                date: after.number?.date)
            #expect(throws: DocumentRefusal.signatureOfAnother(field: "file", who: ["VT01"]), "the seal goes over the number") {
                try after.check(wish)
            }
        }
    }
}

/// A store in which something else happens to a file between its first reading and what the reader does with it.
final class OrderedBlobStore: BlobStore {
    private let inner: any BlobStore
    private let reference: BlobReference
    private let meanwhile: @Sendable () async throws -> Void
    private let isDone = Mutex(false)

    init(_ inner: any BlobStore, reading reference: BlobReference, _ meanwhile: @escaping @Sendable () async throws -> Void) {
        self.inner = inner
        self.reference = reference
        self.meanwhile = meanwhile
    }

    func get(_ reference: BlobReference) async throws -> [UInt8] {
        let bytes = try await self.inner.get(reference)
        let isFirst = reference == self.reference && self.isDone.withLock { done in
            defer { done = true }
            return !done
        }
        if isFirst { try await self.meanwhile() }
        return bytes
    }

    func put<S: AsyncSequence & Sendable>(_ chunks: S, limitBytes: Int64) async throws -> BlobReference where S.Element == [UInt8] {
        try await self.inner.put(chunks, limitBytes: limitBytes)
    }
    func put(_ bytes: [UInt8]) async throws -> BlobReference { try await self.inner.put(bytes) }
    func contains(_ reference: BlobReference) async throws -> Bool { try await self.inner.contains(reference) }
    func withFile<R>(_ reference: BlobReference, _ body: (String) async throws -> R) async throws -> R {
        try await self.inner.withFile(reference, body)
    }
    func remove(_ reference: BlobReference, putBefore: UTCInstant) async throws -> Bool {
        try await self.inner.remove(reference, putBefore: putBefore)
    }
    func allReferences() -> AsyncThrowingStream<BlobReference, any Error> { self.inner.allReferences() }
}

extension SigningTools {
    /// The same service over another store.
    func reading(_ blobs: any BlobStore) -> SigningTools {
        SigningTools(
            configuration: self.configuration, postgres: self.postgres, eventLog: self.eventLog, blobs: blobs, clock: self.clock,
            identifiers: self.identifiers, services: self.services, posts: self.posts)
    }
}
