import OCR

/// Reads limits out of JSON and collects what is wrong.
struct QualityLimitsReader {
    private(set) var faults: [String] = []

    /// Reads the whole file.
    mutating func limits(_ file: LimitsValue) -> QualityLimits {
        var limits = QualityLimits()
        guard case .object(let members) = file else {
            self.faults.append("$: must be an object with `standard` and `types`")
            return limits
        }
        for name in members.keys.sorted() where name != "standard" && name != "types" {
            self.faults.append("$.\(name): unknown; known are `standard` and `types`")
        }
        if let standard = members["standard"] { limits.standard = self.thresholds(standard, at: "$.standard", from: limits.standard) }
        guard let types = members["types"] else { return limits }
        guard case .object(let entries) = types else {
            self.faults.append("$.types: must be an object, one member for each paper type")
            return limits
        }
        for (type, entry) in entries.sorted(by: { $0.key < $1.key }) {
            limits.types[type] = self.thresholds(entry, at: "$.types.\(type)", from: limits.standard)
        }
        return limits
    }

    private mutating func thresholds(_ value: LimitsValue, at place: String, from base: QualityThresholds) -> QualityThresholds {
        var thresholds = base
        guard case .object(let members) = value else {
            self.faults.append("\(place): must be an object of limits")
            return thresholds
        }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let expected = Self.set(name, value, &thresholds) else { continue }
            self.faults.append("\(place).\(name): \(expected)")
        }
        return thresholds
    }

    /// Sets one limit.
    ///
    /// - Returns: What it must be, where it is not; nil when it was set.
    private static func set(_ name: String, _ value: LimitsValue, _ limits: inout QualityThresholds) -> String? {
        switch name {
        case "minimumDpi": self.set(&limits.minimumDPI, value, in: 200...2400, "dots per inch")
        case "colourRequired": self.set(&limits.colourRequired, value)
        case "maximumSkewDegrees": self.set(&limits.maximumSkewDegrees, value, in: 0.2...12, "degrees")
        case "blankInkPercent": self.set(&limits.blankInkPercent, value, in: 0...5, "per cent of the page")
        case "minimumSharpPercent": self.set(&limits.minimumSharpPercent, value, in: 0...100, "per cent of the inked pixels")
        case "orientationConfidence": self.set(&limits.orientationConfidence, value, in: 1...100, "standard deviations")
        case "medianFilterNoise": self.set(&limits.medianFilterNoise, value, in: 0...255, "grey levels")
        case "minimumPaperLevel": self.set(&limits.minimumPaperLevel, value, in: 0...255, "grey levels")
        case "maximumSpecksPerSquareInch": self.set(&limits.maximumSpecksPerSquareInch, value, in: 0...100_000, "per square inch")
        case "maximumCutMarks": self.set(&limits.maximumCutMarks, value, in: 0...10_000, "marks")
        case "minimumConfidence": self.set(&limits.minimumConfidence, value, in: 0...100, "per cent")
        case "duplicateDistance": self.set(&limits.duplicateDistance, value, in: 0...64, "bits")
        case "sheets": self.set(&limits.sheets, value)
        default: "unknown limit"
        }
    }

    private static func set(_ limit: inout Double, _ value: LimitsValue, in range: ClosedRange<Double>, _ unit: String) -> String? {
        guard case .number(let number) = value, range.contains(number) else {
            return "must be a number of \(unit), \(range.lowerBound) to \(range.upperBound)"
        }
        limit = number
        return nil
    }

    private static func set(_ limit: inout Int, _ value: LimitsValue, in range: ClosedRange<Int>, _ unit: String) -> String? {
        guard case .number(let number) = value, let whole = Int(exactly: number), range.contains(whole) else {
            return "must be a whole number of \(unit), \(range.lowerBound) to \(range.upperBound)"
        }
        limit = whole
        return nil
    }

    private static func set(_ limit: inout Bool, _ value: LimitsValue) -> String? {
        guard case .truth(let truth) = value else { return "must be true or false" }
        limit = truth
        return nil
    }

    private static func set(_ limit: inout [SheetFormat], _ value: LimitsValue) -> String? {
        let expected = "must be a list of \(SheetFormat.allCases.map(\.rawValue).joined(separator: ", "))"
        guard case .list(let list) = value else { return expected }
        var sheets: [SheetFormat] = []
        for entry in list {
            guard case .text(let name) = entry, let sheet = SheetFormat(rawValue: name), !sheets.contains(sheet) else { return expected }
            sheets.append(sheet)
        }
        limit = sheets
        return nil
    }
}
