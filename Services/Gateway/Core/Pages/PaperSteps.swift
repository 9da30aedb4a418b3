import HosoProto

/// The six steps of a paper (R22) and which of them are behind it.
struct PaperSteps: Sendable {
    struct Step: Sendable {
        let name: String
        let isDone: Bool
        /// For those who cannot see the mark.
        let words: String
    }

    let steps: [Step]
    /// The state in one sentence.
    let summary: String
    /// Whether it went another way than the six steps.
    let isOffTrack: Bool

    private static let names = ["Tiếp nhận bản quét", "Sao chụp", "Ký số", "Bóc tách", "Cấp mã", "Lưu kho"]

    init(_ state: Hoso_Digitization_V1_PaperState) {
        let done: Int
        switch state {
        case .received: (done, self.summary) = (1, "Đang kiểm tra chất lượng và nhận dạng")
        case .refused: (done, self.summary) = (1, "Bản quét chưa đạt, cần quét lại")
        case .captured: (done, self.summary) = (2, "Đã sao chụp, chờ ký số")
        case .signed: (done, self.summary) = (3, "Đã ký số, chờ bóc tách")
        case .extracted: (done, self.summary) = (4, "Đã bóc tách, chờ cấp mã")
        case .coded: (done, self.summary) = (5, "Đã cấp mã, chờ lưu kho")
        case .stored: (done, self.summary) = (6, "Đã số hóa và lưu kho")
        case .secretStub: (done, self.summary) = (0, "Tài liệu mật: chỉ giữ bản giấy")
        case .unspecified, .UNRECOGNIZED: (done, self.summary) = (0, "Không rõ")
        }
        self.isOffTrack = state == .refused || state == .secretStub
        self.steps = Self.names.enumerated().map {
            Step(name: $0.element, isDone: $0.offset < done, words: $0.offset < done ? "đã xong" : "chưa")
        }
    }
}
