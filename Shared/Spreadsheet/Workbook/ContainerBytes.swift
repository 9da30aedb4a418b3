/// The bytes of a workbook, at one address for as long as a part of it is read.
///
/// Concurrency: not safe to share.
final class ContainerBytes {
    let buffer: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        self.buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        self.buffer.copyBytes(from: bytes)
    }

    deinit { self.buffer.deallocate() }
}
