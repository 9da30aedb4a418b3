/// A line as it stands in the straightened picture.
struct StraightLine {
    /// Baseline and height of a line in the straightened picture.
    struct Shape {
        let start: PixelPoint
        let end: PixelPoint
        let height: Int
    }

    /// The words, with their places in the straightened picture.
    var words: [RecognizedWord]
    let shape: Shape
    /// The block the line belongs to, from 0.
    let block: Int

    /// What holds all words. Unit: pixels of the straightened picture.
    var box: PixelBox {
        let boxes = self.words.map(\.box)
        let (left, top) = (boxes.map(\.x).min() ?? 0, boxes.map(\.y).min() ?? 0)
        let (right, bottom) = (boxes.map { $0.x + $0.width }.max() ?? 0, boxes.map { $0.y + $0.height }.max() ?? 0)
        return PixelBox(x: left, y: top, width: right - left, height: bottom - top)
    }

    /// The line where it stands in the scanner's own picture.
    func original(_ turn: PageTurn) -> RecognizedLine {
        let words = self.words.map { word in
            let box = word.box
            let middle = PixelPoint(x: Double(box.x) + Double(box.width) / 2, y: Double(box.y) + Double(box.height) / 2)
            let place = turn.original(of: middle)
            let turned = PixelBox(
                x: Int(clampingToInt: place.x - Double(box.width) / 2), y: Int(clampingToInt: place.y - Double(box.height) / 2),
                width: box.width, height: box.height)
            return RecognizedWord(text: word.text, box: turned, confidence: word.confidence)
        }
        return RecognizedLine(
            words: words, baselineStart: turn.original(of: self.shape.start), baselineEnd: turn.original(of: self.shape.end),
            height: self.shape.height, block: self.block)
    }
}
