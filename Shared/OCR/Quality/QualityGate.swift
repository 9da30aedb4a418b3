import Foundation

/// Judges what was measured on a page against the limits of its paper type.
public enum QualityGate {
    /// Judges one page.
    ///
    /// A blank page has no other fault worth telling; nor can a blurred page be judged for its turn.
    ///
    /// - Parameters:
    ///   - measures: What was measured.
    ///   - page: The page, from 1.
    ///   - thresholds: The limits.
    /// - Returns: Every reason to refuse the page; empty when it is good.
    public static func judge(_ measures: PageMeasures, page: Int, thresholds: QualityThresholds) -> [QualityFinding] {
        var findings: [QualityFinding] = []
        if measures.dpi < thresholds.minimumDPI {
            findings.append(
                QualityFinding(
                    .resolutionTooLow, page: page, measured: "\(measures.dpi) dpi", demanded: "≥ \(thresholds.minimumDPI) dpi"))
        }
        if thresholds.colourRequired, measures.channels < 3 {
            findings.append(QualityFinding(.notColour, page: page, measured: "\(measures.channels * 8) bit", demanded: "24 bit"))
        }
        if measures.paperLevel < thresholds.minimumPaperLevel {
            let demanded = "≥ \(Int(thresholds.minimumPaperLevel))"
            findings.append(QualityFinding(.tooDark, page: page, measured: "\(Int(measures.paperLevel))", demanded: demanded))
        }
        if let scale = self.scale(measures, page: page, sheets: thresholds.sheets) { findings.append(scale) }
        if measures.inkPercent < thresholds.blankInkPercent, measures.sharpPercent < thresholds.minimumSharpPercent {
            return findings + [QualityFinding(.blankPage, page: page)]
        }
        if measures.sharpPercent < thresholds.minimumSharpPercent {
            let measured = self.rounded(measures.sharpPercent) + " %"
            let demanded = "≥ " + self.rounded(thresholds.minimumSharpPercent) + " %"
            return findings + [QualityFinding(.blurred, page: page, measured: measured, demanded: demanded)]
        }
        if abs(measures.skewDegrees) > thresholds.maximumSkewDegrees {
            let demanded = "≤ " + self.rounded(thresholds.maximumSkewDegrees) + "°"
            findings.append(
                QualityFinding(.skewed, page: page, measured: self.rounded(abs(measures.skewDegrees)) + "°", demanded: demanded))
        }
        findings += self.marks(measures, page: page, thresholds: thresholds)
        let turn = measures.wrongOrientation(surerThan: thresholds.orientationConfidence)
        if turn != 0 { findings.append(QualityFinding(.orientation, page: page, measured: "\(turn)°", demanded: "0°")) }
        return findings
    }

    /// Judges how sure recognition was.
    ///
    /// - Returns: A finding for a person to look at; nil when it was sure enough or there is nothing to read.
    public static func judge(meanConfidence: Double, words: Int, page: Int, thresholds: QualityThresholds) -> QualityFinding? {
        guard words > 0, meanConfidence < thresholds.minimumConfidence else { return nil }
        return QualityFinding(
            .lowConfidence, page: page, measured: "\(Int(meanConfidence)) %", demanded: "≥ \(Int(thresholds.minimumConfidence)) %",
            severity: .review)
    }

    private static func marks(_ measures: PageMeasures, page: Int, thresholds: QualityThresholds) -> [QualityFinding] {
        var findings: [QualityFinding] = []
        if measures.specksPerSquareInch > thresholds.maximumSpecksPerSquareInch {
            findings.append(
                QualityFinding(
                    .speckled, page: page, measured: "\(Int(measures.specksPerSquareInch.rounded(.up)))/in²",
                    demanded: "≤ \(Int(thresholds.maximumSpecksPerSquareInch))/in²"))
        }
        if measures.cutMarks > thresholds.maximumCutMarks {
            findings.append(
                QualityFinding(.cutEdge, page: page, measured: "\(measures.cutMarks)", demanded: "≤ \(thresholds.maximumCutMarks)"))
        }
        return findings
    }

    /// A page whose stated resolution makes it a sheet the paper type does not have was not scanned at 100 % (R25).
    private static func scale(_ measures: PageMeasures, page: Int, sheets: [SheetFormat]) -> QualityFinding? {
        guard !sheets.isEmpty, measures.statedDPI > 0 else { return nil }
        let width = Double(measures.widthPixels) / Double(measures.statedDPI) * 25.4
        let height = Double(measures.heightPixels) / Double(measures.statedDPI) * 25.4
        guard !sheets.contains(where: { $0.matches(width: width, height: height) }) else { return nil }
        return QualityFinding(
            .wrongScale, page: page, measured: "\(Int(width.rounded())) × \(Int(height.rounded())) mm",
            demanded: sheets.map(\.rawValue).joined(separator: "/"))
    }

    private static func rounded(_ value: Double) -> String { String(format: "%.1f", value) }
}
