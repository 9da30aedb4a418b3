/// The limits of the quality gate, as data: one set per paper type.
///
/// Source: R25 and TT 05/2025 Đ8 for resolution and colour; the others were measured on the sample set.
public struct QualityThresholds: Codable, Hashable, Sendable {
    /// Lowest resolution accepted. Unit: dots per inch.
    public var minimumDPI: Int = 200
    /// Whether a picture of fewer than three channels of 8 bits is refused.
    public var colourRequired: Bool = true
    /// Largest turn of a page that is straightened instead of refused. Unit: degrees.
    public var maximumSkewDegrees: Double = 5
    /// Share of dark pixels below which a page counts as blank. Unit: per cent of the page.
    public var blankInkPercent: Double = 0.02
    /// Share of sharp edge pixels below which print counts as blurred. Unit: per cent of the inked pixels. The sample set: good pages 16 and
    /// more, pale ones with raised contrast 19 and more, a blurred one less than 1.
    public var minimumSharpPercent: Double = 5
    /// How sure the page's wrong orientation must be before it is refused. Unit: standard deviations.
    public var orientationConfidence: Double = 6
    /// Mean change between neighbours above which a median filter runs before recognition. Unit: grey levels.
    public var medianFilterNoise: Double = 14

    /// Darkest paper accepted. Range: `0...255`, 0 = black.
    public var minimumPaperLevel: Double = 100
    /// Most specks accepted. Unit: per square inch.
    public var maximumSpecksPerSquareInch: Double = 40
    /// Most marks of the size of letters that may touch one edge.
    public var maximumCutMarks: Int = 3
    /// The sheets the paper type has; a page of another size was not scanned at 100 %. Empty = any size.
    public var sheets: [SheetFormat] = []
    /// Confidence of recognition below which a person looks at the page. Range: `0...100`.
    public var minimumConfidence: Double = 85
    /// Bits in which two pages may differ and still look the same. Range: `0...64`.
    public var duplicateDistance: Int = 3

    /// Creates the limits for administrative papers.
    public init() {}

    /// Administrative papers: colour, at least 200 dpi.
    public static let administrative = QualityThresholds()

    /// Maps and drawings: colour, at least 300 dpi.
    public static let mapsAndDrawings: QualityThresholds = {
        var thresholds = QualityThresholds()
        thresholds.minimumDPI = 300
        return thresholds
    }()
}
