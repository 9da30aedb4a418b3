import CTesseract

/// Owns one leptonica picture and frees it exactly once.
struct Pixels: ~Copyable {
    let pointer: UnsafeMutablePointer<Pix>

    /// Takes ownership of a picture leptonica made; nil when it made none.
    init?(_ pointer: UnsafeMutablePointer<Pix>?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    deinit {
        var pointer: UnsafeMutablePointer<Pix>? = self.pointer
        pixDestroy(&pointer)
    }

    var width: Int { Int(pixGetWidth(self.pointer)) }
    var height: Int { Int(pixGetHeight(self.pointer)) }
    var depth: Int { Int(pixGetDepth(self.pointer)) }
    var channels: Int { Int(pixGetSpp(self.pointer)) }

    /// The resolution the file states. Unit: dots per inch; 0 = none.
    var statedDPI: Int { Int(pixGetXRes(self.pointer)) }
}
