/// A document with an update behind it.
public struct PDFIncrement: Sendable {
    let original: FileView
    /// What stands behind the original, byte for byte; empty if nothing changes.
    public let tail: [UInt8]
    /// Where each object of the update begins. Unit: bytes from the start of the file.
    public let offsets: [PDFReference: Int]

    /// Length of the original. Unit: bytes.
    public var originalLength: Int { self.original.count }

    /// The whole new file; the original is its beginning. Complexity: a copy of both.
    public var bytes: [UInt8] { self.original.followed(by: self.tail) }
}

extension FileView {
    /// The view and what follows it, in one array.
    func followed(by tail: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: self.count + tail.count) { buffer, count in
            let target = UnsafeMutableRawBufferPointer(buffer)
            self.withUnsafeBytes { target.copyMemory(from: $0) }
            tail.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: target[self.count...]).copyMemory(from: $0) }
            count = self.count + tail.count
        }
    }
}
