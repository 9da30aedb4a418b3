extension PaperState {
    /// Who can bring a paper on from this state.
    public var nextActor: PaperActor {
        switch self {
        case .received: .qualityGate
        case .refused: .clerk
        case .captured: .officer
        case .signed: .confirmer
        case .extracted: .service
        case .coded: .repository
        case .stored, .secretStub: .nobody
        }
    }

    /// The state in a clerk's words, in Vietnamese.
    public var nameVi: String {
        switch self {
        case .received: "đã nhận bản quét"
        case .refused: "bản quét bị từ chối"
        case .captured: "đã sao chụp, chưa ký số"
        case .signed: "đã ký số bản sao"
        case .extracted: "đã bóc tách dữ liệu"
        case .coded: "đã cấp mã kết quả số hóa"
        case .stored: "đã lưu kho, hoàn thành số hóa"
        case .secretStub: "giấy tờ mật, chỉ giữ bản giấy"
        }
    }

    /// The state in a clerk's words, in English.
    public var nameEn: String {
        switch self {
        case .received: "scan received"
        case .refused: "scan refused"
        case .captured: "captured, not signed"
        case .signed: "signed"
        case .extracted: "fields confirmed"
        case .coded: "coded"
        case .stored: "stored, digitized"
        case .secretStub: "secret, kept on paper only"
        }
    }
}
