/// Something drawn on a page of a slip. Unit: points, y upwards.
enum SlipMark: Hashable, Sendable {
    case text(String, style: SlipRun.Style, size: Double, x: Double, y: Double)
    case line(x1: Double, y1: Double, x2: Double, y2: Double)
    case code(QRCode, x: Double, y: Double, size: Double)
}
