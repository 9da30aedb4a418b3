import Foundation

/// One message between service and worker: a JSON part and an attachment of raw bytes.
///
/// On the wire: magic `HOCR`, length of the JSON part, length of the attachment (both 32 bits, big-endian), the
/// two parts. Lengths are checked before anything is allocated for them.
struct Frame: Hashable, Sendable {
    /// Length of the part before the JSON. Unit: bytes.
    static let headerLength = 12
    /// Longest JSON part. Unit: bytes.
    static let maximumMessage = 16 << 20
    /// Longest attachment. Unit: bytes.
    static let maximumAttachment = 256 << 20
    private static let magic: [UInt8] = [0x48, 0x4F, 0x43, 0x52]

    /// The JSON part.
    var message: [UInt8]
    /// The raw bytes.
    var attachment: [UInt8] = []

    /// Lengths of the two parts of a frame, as its first bytes announce them.
    struct Header: Hashable, Sendable {
        let messageLength: Int
        let attachmentLength: Int

        /// Reads and judges the first bytes of a frame.
        init(_ bytes: some Collection<UInt8>) throws(OCRError) {
            let bytes = Array(bytes)
            guard bytes.count == Frame.headerLength, Array(bytes[0..<4]) == Frame.magic else {
                throw OCRError(.damagedMessage, "the frame does not begin as it should")
            }
            func length(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
            self.messageLength = length(at: 4)
            self.attachmentLength = length(at: 8)
            guard self.messageLength <= Frame.maximumMessage, self.attachmentLength <= Frame.maximumAttachment else {
                throw OCRError(.damagedMessage, "the frame announces \(self.messageLength) + \(self.attachmentLength) bytes")
            }
        }
    }

    /// Makes a frame of a message.
    static func encoding(_ message: some Encodable, attachment: [UInt8] = []) throws(OCRError) -> Frame {
        do {
            return Frame(message: [UInt8](try JSONEncoder().encode(message)), attachment: attachment)
        } catch {
            throw OCRError(.damagedMessage, "a message could not be encoded")
        }
    }

    /// Reads the message of the frame.
    func decode<Message: Decodable>(_ type: Message.Type) throws(OCRError) -> Message {
        do {
            return try JSONDecoder().decode(type, from: Data(self.message))
        } catch {
            throw OCRError(.damagedMessage, "a frame does not hold a \(type)")
        }
    }

    /// The frame as bytes.
    var bytes: [UInt8] {
        var bytes = Self.magic
        bytes.reserveCapacity(Self.headerLength + self.message.count + self.attachment.count)
        for length in [self.message.count, self.attachment.count] {
            bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
        }
        return bytes + self.message + self.attachment
    }
}
