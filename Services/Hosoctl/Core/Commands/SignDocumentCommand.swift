import ArgumentParser
import AsyncHTTPClient
import Clocks
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2

/// Signs or seals a document of the suite with a key file, as the signer's own device would (R38).
struct SignDocumentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-document",
        abstract: "Ký số cá nhân, ký số của cơ quan cho một văn bản đi, phụ lục hoặc bản sao / sign or seal one outgoing document, its attachments, or a copy.",
        discussion: "Khóa nằm ở máy này, không vào hệ thống / the key stays on this machine.")

    @Option(help: "Mã công chức ký hoặc văn thư / signing officer or clerk.")
    var officer: String
    @Option(help: "Văn bản / document, UUID.")
    var id: String
    @Flag(help: "Ký số của cơ quan / the organisation's signature.")
    var seal = false
    @Flag(help: "Ký số của cơ quan cho bản sao điện tử; --id là bản sao / the organisation signs a copy; --id is the copy.")
    var copy = false
    @Flag(help: "Ký số của cơ quan cho mọi phụ lục là tệp riêng của văn bản đã có số / the organisation signs all attachments.")
    var attachments = false
    @Option(help: "Cơ quan sao, khi ký bản sao / agency that copies; only for a copy.")
    var agency: String?
    @Option(help: "Ảnh chữ ký hoặc con dấu, PNG; bản sao, phụ lục không cần / image of signature or seal; copies and attachments have none.")
    var image: String?
    @Option(help: "Vị trí ảnh chữ ký, phần mười mm: trái,dưới,rộng,cao; bỏ trống = chỗ ký của văn bản do hệ thống dàn trang / place of the image; empty = the place the layout kept.")
    var box = ""
    @Option(help: "Trang đặt ảnh / page of the image, from 1.")
    var page: UInt32 = 1
    @Option(help: "Thư mục PKI / PKI folder.")
    var pki: String
    @Option(help: "Địa chỉ gateway / address of the gateway (HOSO_GATEWAY_URL).")
    var gateway: String?
    @Option(help: "Cổng gRPC của gateway / gRPC address of the gateway (HOSO_GATEWAY_GRPC).")
    var gatewayGrpc: String?

    func validate() throws {
        guard Identifier(self.id) != nil else { throw ValidationError("--id UUID") }
        if self.attachments {
            guard self.agency == nil, self.image == nil, !self.seal, !self.copy else {
                throw ValidationError("--attachments, không --image, --seal, --copy, --agency")
            }
        } else if self.copy {
            guard self.agency != nil, self.image == nil, !self.seal else { throw ValidationError("--copy --agency MÃ, không --image, --seal") }
        } else {
            guard self.image != nil, self.agency == nil else { throw ValidationError("--image TỆP, không --agency") }
        }
    }

    func run() async throws {
        let environment = SuiteEnvironment()
        let address = try self.gatewayGrpc ?? environment.required("HOSO_GATEWAY_GRPC")
        guard let document = Identifier(self.id) else { throw ValidationError("--id UUID") }
        if self.attachments {
            let signer = AttachmentSigning(officer: self.officer, document: document, pki: self.pki)
            return Console.standard.line(try await withGRPCClient(transport: LoadCommand.transport(address)) { try await signer.run($0) })
        }
        guard let image = self.image else {
            let signer = CopySigning(officer: self.officer, copy: document, agency: self.agency ?? "", pki: self.pki)
            let notation = try await withGRPCClient(transport: LoadCommand.transport(address)) { try await signer.run($0) }
            return Console.standard.line(notation)
        }
        let base = try self.gateway ?? environment.required("HOSO_GATEWAY_URL")
        let sides = self.box.split(separator: ",").compactMap { UInt32($0) }
        guard self.box.isEmpty || sides.count == 4 else { throw ValidationError("--box TRÁI,DƯỚI,RỘNG,CAO") }
        let picture: [UInt8]
        do {
            picture = Array(try Data(contentsOf: URL(fileURLWithPath: image)))
        } catch {
            throw CommandFailure(Words("Không đọc được \(image)", "\(image) cannot be read"), exitCode: .badFile)
        }
        let http = HTTPClient(eventLoopGroupProvider: .singleton)
        let uploaded: Result<Gateway.Blob, any Error>
        do {
            let client = GatewayClient(http: http, base: base, console: .standard)
            uploaded = .success(try await client.upload(picture, mediaType: "image/png", officer: self.officer))
        } catch {
            uploaded = .failure(error)
        }
        try await http.shutdown()
        let blob: Gateway.Blob
        do {
            blob = try uploaded.get()
        } catch let refusal as GatewayRefusal {
            throw CommandFailure(Words(refusal.sentence, refusal.sentence), exitCode: .stepFailed)
        }
        let signer = DocumentSigning(
            officer: self.officer, document: document, isSeal: self.seal, image: blob, page: self.page, sides: sides, pki: self.pki)
        let state = try await withGRPCClient(transport: LoadCommand.transport(address)) { try await signer.run($0) }
        Console.standard.line(state)
    }
}
