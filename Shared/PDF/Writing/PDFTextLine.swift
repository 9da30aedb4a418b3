/// A recognised line of text on a scanned page.
///
/// All positions are pixels of the picture as it is stored, x to the right and y downwards from its top left corner. If
/// recognition ran on a straightened copy, its positions are turned back first.
public struct PDFTextLine: Hashable, Sendable {
    /// A recognised word.
    public struct Word: Hashable, Sendable {
        /// The letters.
        public let text: String
        /// The box around the ink.
        public let box: Box

        /// Makes a word.
        public init(text: String, box: Box) {
            self.text = text
            self.box = box
        }
    }

    /// An upright rectangle of pixels.
    public struct Box: Hashable, Sendable {
        /// Left edge.
        public let left: Double
        /// Upper edge.
        public let top: Double
        /// Right edge.
        public let right: Double
        /// Lower edge.
        public let bottom: Double

        /// Makes a box.
        public init(left: Double, top: Double, right: Double, bottom: Double) {
            self.left = left
            self.top = top
            self.right = right
            self.bottom = bottom
        }

        var isUsable: Bool {
            [self.left, self.top, self.right, self.bottom].allSatisfy { $0.isFinite && abs($0) < 1e6 }
                && self.left <= self.right && self.top <= self.bottom
        }
    }

    /// The line the letters stand on, in the direction of reading.
    public struct Baseline: Hashable, Sendable {
        /// Where it begins: x.
        public let x1: Double
        /// Where it begins: y.
        public let y1: Double
        /// Where it ends: x.
        public let x2: Double
        /// Where it ends: y.
        public let y2: Double

        /// Makes a baseline.
        public init(x1: Double, y1: Double, x2: Double, y2: Double) {
            self.x1 = x1
            self.y1 = y1
            self.x2 = x2
            self.y2 = y2
        }

        var isUsable: Bool {
            [self.x1, self.y1, self.x2, self.y2].allSatisfy { $0.isFinite && abs($0) < 1e6 }
        }
    }

    /// The words in the order of reading.
    public let words: [Word]
    /// The baseline.
    public let baseline: Baseline

    /// Makes a line.
    public init(words: [Word], baseline: Baseline) {
        self.words = words
        self.baseline = baseline
    }
}
