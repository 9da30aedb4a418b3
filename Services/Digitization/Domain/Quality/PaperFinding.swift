/// One reason why a scan was refused.
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

    /// Creates a finding.
    public init(reason: String, page: Int, measured: String, demanded: String, adviceVi: String, adviceEn: String) {
        self.reason = reason
        self.page = page
        self.measured = measured
        self.demanded = demanded
        self.adviceVi = adviceVi
        self.adviceEn = adviceEn
    }

    /// Recognition failed again and again on this scan.
    public static let recognitionFailed = PaperFinding(
        reason: "recognitionFailed", page: 0, measured: "", demanded: "",
        adviceVi: "Không đọc được bản quét sau nhiều lần thử. Hãy quét lại; nếu vẫn lỗi, báo cho bộ phận vận hành.",
        adviceEn: "The scan could not be read after several attempts. Scan again; if it fails again, tell the operators.")
}
