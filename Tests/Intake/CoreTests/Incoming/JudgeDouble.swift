import GRPCCore
import HosoProto
import SwiftProtobuf
import Synchronization

/// The signing service as far as intake asks it: it judges a document, and can be out of reach.
final class JudgeDouble: RegistrableRPCService {
    private let reports = Mutex<[Hoso_Signing_V1_SignatureReport]>([])
    private let isReachable = Mutex(true)

    /// What it answers from now on.
    func answer(_ reports: [Hoso_Signing_V1_SignatureReport]) { self.reports.withLock { $0 = reports } }

    func disappear() { self.isReachable.withLock { $0 = false } }

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        router.registerHandler(
            forMethod: Hoso_Signing_V1_SigningService.Method.VerifyDocument.descriptor,
            deserializer: PlainCoding<Hoso_Signing_V1_VerifyDocumentRequest>(),
            serializer: PlainCoding<Hoso_Signing_V1_VerifyDocumentResponse>()
        ) { _, _ in
            guard self.isReachable.withLock({ $0 }) else { throw RPCError(code: .unavailable, message: "gone") }
            let reports = self.reports.withLock { $0 }
            return StreamingServerResponse(single: ServerResponse(message: .with { $0.reports = reports }))
        }
    }
}
