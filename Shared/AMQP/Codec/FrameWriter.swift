import CRabbitMQ

/// Writes frames into reserved memory, which must be large enough for all of them.
struct FrameWriter {
    /// Bytes written.
    private(set) var count = 0

    private let raw: UnsafeMutableRawBufferPointer
    private let channel: UInt16
    private let maximumFrameBytes: Int

    init(_ raw: UnsafeMutableRawBufferPointer, channel: UInt16, maximumFrameBytes: Int) {
        self.raw = raw
        self.channel = channel
        self.maximumFrameBytes = maximumFrameBytes
    }

    /// Writes one frame: fixed numbers, then what an encoder of librabbitmq writes.
    ///
    /// - Throws: When the encoder refuses, or the frame is over the agreed size.
    mutating func frame(
        _ kind: Frame.Kind, prefix: (UInt32, UInt64?), _ encode: (amqp_bytes_t) -> Int32
    ) throws(AMQPError) {
        let start = self.count
        self.write(kind.rawValue)
        self.write(self.channel)
        self.write(UInt32(0))
        self.write(prefix.0)
        if let number = prefix.1 { self.write(number) }
        let status = encode(
            amqp_bytes_t(len: self.raw.count - self.count - 1, bytes: self.raw.baseAddress.map { $0 + self.count }))
        guard status >= 0 else {
            throw AMQPError(code: .invalidArgument, message: "The arguments cannot be encoded (\(status))")
        }
        self.count += Int(status)
        let payload = self.count - start - 7
        guard payload + Frame.overhead <= self.maximumFrameBytes else {
            throw AMQPError(code: .messageTooLarge, message: "\(payload) bytes of properties do not fit into a frame")
        }
        self.raw.storeBytes(of: UInt32(payload).bigEndian, toByteOffset: start + 3, as: UInt32.self)
        self.write(Frame.end)
    }

    /// Whether a body in so many frames still fits.
    func fits(body bytes: Int, frames: Int) -> Bool {
        self.count + bytes + frames * Frame.overhead <= self.raw.count
    }

    /// Writes a body as frames of the agreed size; ``fits(body:frames:)`` was asked before.
    mutating func body(_ bytes: UnsafeRawBufferPointer) {
        let limit = self.maximumFrameBytes - Frame.overhead
        var offset = 0
        while offset < bytes.count {
            let size = min(limit, bytes.count - offset)
            self.write(Frame.Kind.body.rawValue)
            self.write(self.channel)
            self.write(UInt32(size))
            UnsafeMutableRawBufferPointer(rebasing: self.raw[self.count..<self.count + size])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size]))
            self.count += size
            self.write(Frame.end)
            offset += size
        }
    }

    private mutating func write<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
        self.raw.storeBytes(of: number.bigEndian, toByteOffset: self.count, as: Number.self)
        self.count += MemoryLayout<Number>.size
    }
}
