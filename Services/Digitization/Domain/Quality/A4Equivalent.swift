/// Counts pages as A4 equivalents for workload (R32): A3 × 2, A2 × 4, A1 × 8, A0 × 16, larger 110 % of A0.
public enum A4Equivalent {
    private static let a4SquareMillimetres = 210.0 * 297.0

    /// The equivalent of one page.
    ///
    /// - Parameters:
    ///   - widthPixels: Width of the scan. Unit: pixels.
    ///   - heightPixels: Height of the scan. Unit: pixels.
    ///   - dpi: Resolution. Unit: dots per inch.
    /// - Returns: The equivalent. Unit: hundredths of an A4 page.
    public static func hundredths(widthPixels: Int, heightPixels: Int, dpi: Int) -> Int {
        guard dpi > 0 else { return 100 }
        let width = Double(widthPixels) / Double(dpi) * 25.4
        let height = Double(heightPixels) / Double(dpi) * 25.4
        let ratio = width * height / self.a4SquareMillimetres
        // A tenth more than the format: scanners leave a margin.
        for times in [1, 2, 4, 8, 16] where ratio <= Double(times) * 1.1 { return times * 100 }
        return 1760
    }
}
