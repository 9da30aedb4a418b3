/// One thing the quality gate found on a scan.
public struct PaperFinding: Hashable, Sendable {
    /// Stable name of the reason, for example `resolutionTooLow`.
    public let reason: String
    /// Page from 1; 0 = the whole file.
    public let page: Int
    /// What was measured.
    public let measured: String
    /// What is demanded.
    public let demanded: String
    /// What to do, in Vietnamese.
    public let adviceVi: String
    /// What to do, in English.
    public let adviceEn: String
    /// What follows from it.
    public let consequence: FindingConsequence

    /// Creates a finding.
    public init(
        reason: String, page: Int, measured: String, demanded: String, adviceVi: String, adviceEn: String,
        consequence: FindingConsequence = .refused
    ) {
        self.consequence = consequence
        self.reason = reason
        self.page = page
        self.measured = measured
        self.demanded = demanded
        self.adviceVi = adviceVi
        self.adviceEn = adviceEn
    }

    /// Name of the reason when recognition was given up.
    public static let recognitionFailedReason = "recognitionFailed"
    /// Name of the reason when a person cancelled recognition.
    public static let cancelledReason = "cancelled"

    /// Recognition failed again and again on this scan.
    ///
    /// - Parameters:
    ///   - failure: Kind of the last failure, for operators; no content of the paper.
    ///   - attempts: How often it was tried.
    public static func recognitionFailed(_ failure: String, attempts: Int) -> PaperFinding {
        PaperFinding(
            reason: Self.recognitionFailedReason, page: 0, measured: "\(failure) × \(attempts)", demanded: "",
            adviceVi: "Không đọc được bản quét sau \(attempts) lần thử. Người quét giấy tờ hãy quét lại; nếu vẫn lỗi, bộ phận vận hành xem lý do rồi đưa giấy tờ này vào hàng đợi lần nữa.",
            adviceEn: "The scan could not be read in \(attempts) attempts. The clerk scans again; if it fails again, the operators look at the reason and put this paper back into the queue.")
    }

    /// A person cancelled recognition.
    ///
    /// - Parameters:
    ///   - officer: Code of the officer.
    ///   - reason: In the officer's words.
    public static func cancelled(by officer: String, reason: String) -> PaperFinding {
        PaperFinding(
            reason: Self.cancelledReason, page: 0, measured: "\(officer): \(reason)", demanded: "",
            adviceVi: "Việc nhận dạng đã được hủy theo yêu cầu. Hãy quét lại, hoặc đưa giấy tờ này vào hàng đợi lần nữa.",
            adviceEn: "Recognition was cancelled on request. Scan again, or put this paper back into the queue.")
    }

    /// Whether the scan itself may be good, so that another attempt on the same scan makes sense.
    public var admitsAnotherAttempt: Bool { self.reason == Self.recognitionFailedReason || self.reason == Self.cancelledReason }
}
