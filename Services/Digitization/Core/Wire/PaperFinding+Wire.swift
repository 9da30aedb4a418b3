import DigitizationDomain
import HosoProto
import OCR
import SwiftProtobuf

extension PaperFinding {
    /// The finding of the quality gate with its advice.
    init(_ finding: QualityFinding) {
        self.init(
            reason: finding.reason.rawValue, page: finding.page, measured: finding.measured, demanded: finding.demanded,
            adviceVi: finding.adviceVi, adviceEn: finding.adviceEn, consequence: FindingConsequence(finding.severity))
    }

    /// The wire form.
    var wire: Hoso_Digitization_V1_QualityFinding {
        .with {
            $0.reason = self.wireReason
            $0.page = Int32(clamping: self.page)
            $0.measured = self.measured
            $0.demanded = self.demanded
            $0.adviceVi = self.adviceVi
            $0.adviceEn = self.adviceEn
            $0.consequence = self.consequence.wire
        }
    }

    private var wireReason: Hoso_Digitization_V1_QualityReason {
        if self.reason == PaperFinding.cancelledReason { return .cancelled }
        guard let reason = RefusalReason(rawValue: self.reason) else { return .recognitionFailed }
        return switch reason {
        case .resolutionTooLow: .resolutionTooLow
        case .blankPage: .blankPage
        case .orientation: .orientation
        case .skewed: .skewed
        case .blurred: .blurred
        case .notColour: .notColour
        case .pageCountMismatch: .pageCountMismatch
        case .damagedFile: .damagedFile
        case .wrongFileType: .wrongFileType
        case .tooLarge: .tooLarge
        case .encrypted: .encrypted
        case .tooDark: .tooDark
        case .speckled: .speckled
        case .cutEdge: .cutEdge
        case .wrongScale: .wrongScale
        case .duplicatePage: .duplicatePage
        case .lowConfidence: .lowConfidence
        }
    }
}

extension FindingConsequence {
    /// What follows from a finding of the quality gate.
    init(_ severity: FindingSeverity) {
        switch severity {
        case .refused: self = .refused
        case .mended: self = .mended
        case .review: self = .review
        }
    }

    /// The wire form.
    var wire: Hoso_Digitization_V1_FindingConsequence {
        switch self {
        case .refused: .refused
        case .mended: .mended
        case .review: .review
        }
    }
}
