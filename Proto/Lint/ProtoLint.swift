import Foundation
import SwiftProtobuf

/// Checks the contract: `ProtoLint CURRENT.binpb [COMMITTED.binpb]`, descriptor sets as protoc writes them.
@main
struct ProtoLint {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let current = arguments.first, arguments.count <= 2 else {
            FileHandle.standardError.write(Data("usage: ProtoLint CURRENT.binpb [COMMITTED.binpb]\n".utf8))
            exit(64)
        }
        let new = try Self.read(current)
        var findings = ContractRules.check(new)
        if let committed = arguments.dropFirst().first {
            findings += BreakingChanges.check(from: try Self.read(committed), to: new)
        }
        for finding in findings { print(finding) }
        if !findings.isEmpty { exit(1) }
        print("The contract keeps its rules.")
    }

    private static func read(_ path: String) throws -> Google_Protobuf_FileDescriptorSet {
        try Google_Protobuf_FileDescriptorSet(serializedBytes: Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
