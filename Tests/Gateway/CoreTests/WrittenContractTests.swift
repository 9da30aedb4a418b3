import BlobStore
import Foundation
import GRPCCore
import GRPCInProcessTransport
import Hummingbird
import Subprocess
import TestSupport
import Testing

@testable import Gateway

/// `Proto/http/openapi.yaml` is what integrators build on.
@Suite struct WrittenContractTests {
    /// Judged by openapi-spec-validator, which ends with an error for what is not OpenAPI 3.1.
    private static let operations = """
        import sys, yaml
        from openapi_spec_validator import validate
        contract = yaml.safe_load(open(sys.argv[1], encoding='utf-8'))
        validate(contract)
        for path, item in contract['paths'].items():
            for method in item:
                if method != 'parameters': print(method.upper(), path)
        """

    private func written() async throws -> Set<String> {
        let environment = ProcessInfo.processInfo.environment
        let python = try #require(environment["HOSO_TEST_PYTHON"], "HOSO_TEST_PYTHON names no Python; run make test")
        let root = try #require(environment["HOSO_TEST_ROOT"], "HOSO_TEST_ROOT is not set; run make test")
        let result = try await Subprocess.run(
            .name("env"), arguments: [python, "-c", Self.operations, "\(root)/Proto/http/openapi.yaml"],
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return Set(result.standardOutput.split(separator: "\n").map(String.init))
    }

    @Test func `the written contract is OpenAPI, and names every route there is and no other`() async throws {
        let served = try await TemporaryDirectory.with { directory in
            let client = GRPCClient(transport: InProcessTransport().client)
            let edge = EdgeRig.edge(client, try FileSystemBlobStore(directory: directory), directory)
            // Each GET answers HEAD as well; pages are for people.
            return Set(try edge.router().routes.map(\.description).filter { !$0.hasPrefix("HEAD ") && $0.contains(" /v1/") })
        }

        let written = try await self.written()

        #expect(served.count > 100)
        #expect(served.subtracting(written) == [], "served and not written")
        #expect(written.filter { $0.contains(" /v1/") }.subtracting(served) == [], "written and not served")
    }
}
