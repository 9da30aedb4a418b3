/// A sheet of paper of a standard size (ISO 216).
public enum SheetFormat: String, CaseIterable, Codable, Hashable, Sendable {
    /// 841 × 1189 mm.
    case a0 = "A0"
    /// 594 × 841 mm.
    case a1 = "A1"
    /// 420 × 594 mm.
    case a2 = "A2"
    /// 297 × 420 mm.
    case a3 = "A3"
    /// 210 × 297 mm.
    case a4 = "A4"
    /// 148 × 210 mm.
    case a5 = "A5"
    /// 105 × 148 mm.
    case a6 = "A6"

    /// The shorter and the longer side. Unit: millimetres.
    public var millimetres: (short: Double, long: Double) {
        switch self {
        case .a0: (841, 1189)
        case .a1: (594, 841)
        case .a2: (420, 594)
        case .a3: (297, 420)
        case .a4: (210, 297)
        case .a5: (148, 210)
        case .a6: (105, 148)
        }
    }

    /// Whether a page measures as this sheet does; scanners add or take up to a tenth.
    ///
    /// - Parameters:
    ///   - width: Width. Unit: millimetres.
    ///   - height: Height. Unit: millimetres.
    public func matches(width: Double, height: Double) -> Bool {
        let sides = self.millimetres
        let (short, long) = (min(width, height), max(width, height))
        return abs(short / sides.short - 1) <= 0.1 && abs(long / sides.long - 1) <= 0.1
    }
}
