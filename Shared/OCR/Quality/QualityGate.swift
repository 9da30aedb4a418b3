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
        let turn = measures.wrongOrientation(surerThan: thresholds.orientationConfidence)
        if turn != 0 { findings.append(QualityFinding(.orientation, page: page, measured: "\(turn)°", demanded: "0°")) }
        return findings
    }

    private static func rounded(_ value: Double) -> String { String(format: "%.1f", value) }
}
