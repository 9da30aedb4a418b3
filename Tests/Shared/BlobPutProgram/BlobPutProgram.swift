import BlobStore
import Clocks
import Foundation

/// Stores bytes and says what came of it, for tests that let system calls fail from outside.
///
/// `BlobPutProgram DIRECTORY BYTES` prints `stored DIGEST` or `failed CODE: MESSAGE`.
@main
struct BlobPutProgram {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let count = Int(arguments[2]) else {
            print("usage: see the source")
            exit(64)
        }
        do {
            let store = try FileSystemBlobStore(directory: arguments[1])
            print("stored \(try await store.put([UInt8](repeating: 7, count: count)).hex)")
        } catch let error as BlobStoreError {
            print("failed \(error.code): \(error.message)")
        } catch {
            print("failed with another error: \(error)")
        }
    }
}
