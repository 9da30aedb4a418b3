/// Why a status cannot follow another.
public enum MoveRefusal: String, CaseIterable, Hashable, Sendable {
    /// The dossier has the status already.
    case alreadyThere
    /// Nothing follows the present status.
    case statusIsFinal
    /// Work begins only after acceptance.
    case notAcceptedYet
    /// A result is returned only after processing ended.
    case notProcessedYet
    /// What happens at the desk lies behind an accepted dossier.
    case acceptedBefore
    /// Processing has ended; only the return of the result follows.
    case processedBefore
    /// There are steps between the two.
    case notDirectly

    /// The reason in Vietnamese, for the person at the desk.
    public var messageVi: String {
        switch self {
        case .alreadyThere: "Hồ sơ đã ở trạng thái này."
        case .statusIsFinal: "Hồ sơ đã kết thúc, không thể chuyển trạng thái."
        case .notAcceptedYet: "Hồ sơ chưa được tiếp nhận."
        case .notProcessedYet: "Hồ sơ chưa xử lý xong nên chưa thể trả kết quả."
        case .acceptedBefore: "Hồ sơ đã được tiếp nhận trước đó."
        case .processedBefore: "Hồ sơ đã xử lý xong, chỉ còn bước trả kết quả."
        case .notDirectly: "Không thể chuyển thẳng giữa hai trạng thái này."
        }
    }

    /// The reason in English, for integrators.
    public var messageEn: String {
        switch self {
        case .alreadyThere: "The dossier has this status already."
        case .statusIsFinal: "The dossier is finished; its status cannot change."
        case .notAcceptedYet: "The dossier has not been accepted yet."
        case .notProcessedYet: "The dossier has not been processed, so no result can be returned."
        case .acceptedBefore: "The dossier was accepted before."
        case .processedBefore: "The dossier has been processed; only the return of the result can follow."
        case .notDirectly: "There are steps between these two statuses."
        }
    }
}
