import PDF

extension PreparedSignature {
    /// The two spans that are signed; the range was checked when the value was made.
    var coveredPieces: [ArraySlice<UInt8>] {
        [self.bytes[..<self.byteRange.firstLength], self.bytes[self.byteRange.secondOffset...]]
    }
}
