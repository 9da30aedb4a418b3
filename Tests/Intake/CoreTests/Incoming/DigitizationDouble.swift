import Foundation
import GRPCCore
import HosoProto
import SwiftProtobuf
import Synchronization

/// Digitization as far as intake asks it: it takes scans in, the same key as the same paper, and can be out of reach.
final class DigitizationDouble: RegistrableRPCService {
    private let asked = Mutex<[Hoso_Digitization_V1_CapturePaperRequest]>([])
    private let isReachable = Mutex(true)

    /// What it was asked, oldest first.
    var requests: [Hoso_Digitization_V1_CapturePaperRequest] { self.asked.withLock { $0 } }

    func answer(_ isReachable: Bool) { self.isReachable.withLock { $0 = isReachable } }

    /// The paper made of a request: as many different ones as there are keys.
    static func paper(_ request: Hoso_Digitization_V1_CapturePaperRequest) -> Data { Data(request.scan.sha256.prefix(16)) }

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        router.registerHandler(
            forMethod: Hoso_Digitization_V1_DigitizationService.Method.CapturePaper.descriptor,
            deserializer: PlainCoding<Hoso_Digitization_V1_CapturePaperRequest>(),
            serializer: PlainCoding<Hoso_Digitization_V1_CapturePaperResponse>()
        ) { request, _ in
            guard self.isReachable.withLock({ $0 }) else { throw RPCError(code: .unavailable, message: "gone") }
            var single: Hoso_Digitization_V1_CapturePaperRequest?
            for try await message in request.messages { single = message }
            guard let message = single else { throw RPCError(code: .invalidArgument, message: "no message") }
            self.asked.withLock { $0.append(message) }
            return StreamingServerResponse(single: ServerResponse(message: .with { $0.paper.id = Self.paper(message) }))
        }
    }
}
