/// Something drawn on a page of a slip. Unit: points, y upwards.
enum SlipMark: Hashable, Sendable {
    case text(String, style: SlipRun.Style, size: Double, x: Double, y: Double)
    /// Text whose blanks are wider by a gap, so that the line reaches both edges.
    case spread(String, style: SlipRun.Style, size: Double, x: Double, y: Double, gap: Double)
    case line(x1: Double, y1: Double, x2: Double, y2: Double)
    case code(QRCode, x: Double, y: Double, size: Double)

    /// The style of its letters, if it has any.
    var style: SlipRun.Style? {
        switch self {
        case .text(_, let style, _, _, _), .spread(_, let style, _, _, _, _): style
        case .line, .code: nil
        }
    }

    /// Whether it is text above a height of the page, page numbers left out.
    func isBodyLine(above height: Double) -> Bool {
        switch self {
        case .text(let text, _, _, _, let y): y > height && !text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        case .spread(_, _, _, _, let y, _): y > height
        case .line, .code: false
        }
    }
}

extension SlipRun.Style {
    /// Number of the style's font in a file.
    var index: Int {
        switch self {
        case .regular: 0
        case .bold: 1
        case .italic: 2
        case .boldItalic: 3
        }
    }
}
