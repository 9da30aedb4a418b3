/// The two spans of a file that a signature covers: everything but the `<…>` of `/Contents`.
public struct SignatureByteRange: Hashable, Sendable {
    /// Length of the span that begins at byte 0. Unit: bytes.
    public let firstLength: Int
    /// Where the second span begins. Unit: bytes from the start of the file.
    public let secondOffset: Int
    /// Length of the second span. Unit: bytes.
    public let secondLength: Int

    /// Makes a range; whether it fits a file is checked where it is used.
    public init(firstLength: Int, secondOffset: Int, secondLength: Int) {
        self.firstLength = firstLength
        self.secondOffset = secondOffset
        self.secondLength = secondLength
    }

    /// The four numbers of `/ByteRange`.
    public var numbers: [Int] { [0, self.firstLength, self.secondOffset, self.secondLength] }

    /// Where the covered part of the file ends; `nil` if the numbers overflow.
    public var end: Int? {
        let (end, overflow) = self.secondOffset.addingReportingOverflow(self.secondLength)
        return overflow ? nil : end
    }

    /// Whether both spans lie within a file and leave a gap that can hold `<>`.
    func fits(_ count: Int) -> Bool {
        guard let end = self.end else { return false }
        return self.firstLength > 0 && self.secondLength >= 0 && self.secondOffset - self.firstLength >= 2 && end <= count
    }
}
