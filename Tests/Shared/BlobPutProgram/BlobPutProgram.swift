import BlobStore
import Clocks
import Foundation

/// Stores bytes and says what came of it, for tests that let system calls fail from outside.
///
/// `BlobPutProgram DIRECTORY BYTES` prints `stored DIGEST` or `failed CODE: MESSAGE`. The file being written is always
/// `incoming/00000000-0000-7000-8000-000000000000`, so that a test can name it.
@main
struct BlobPutProgram {
    private struct OneName: IdentifierSource {
        func next() -> Identifier { .version7(at: UTCInstant(microsecondsSinceEpoch: 0), random: (0, 0)) }
    }

    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let count = Int(arguments[2]) else {
            print("usage: see the source")
            exit(64)
        }
        do {
            let store = try FileSystemBlobStore(directory: arguments[1], identifiers: OneName())
            print("stored \(try await store.put([UInt8](repeating: 7, count: count)).hex)")
        } catch let error as BlobStoreError {
            print("failed \(error.code): \(error.message)")
        } catch {
            print("failed with another error: \(error)")
        }
    }
}
