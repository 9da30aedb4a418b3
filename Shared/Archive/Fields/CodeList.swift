/// A closed list of codes.
///
/// Source: Circular 05/2025/TT-BNV; regulations.md 2.5. The words are for people and stand in no package.
public struct CodeList: Hashable, Sendable {
    /// The codes with their words, in the order of the circular.
    public let entries: [Entry]

    /// One code.
    public struct Entry: Hashable, Sendable {
        /// The code, such as `01`.
        public let code: String
        /// What it means, in Vietnamese.
        public let words: String
    }

    /// Numbers the words from 01.
    init(_ words: [String]) {
        self.entries = words.enumerated().map { index, words in
            Entry(code: index < 9 ? "0\(index + 1)" : "\(index + 1)", words: words)
        }
    }

    /// Whether the list has a code.
    public func contains(_ code: String) -> Bool { self.entries.contains { $0.code == code } }

    /// The code of words, compared without regard to case; nil = the list has no such words.
    public func code(of words: String) -> String? {
        let wanted = words.lowercased()
        return self.entries.first { $0.words.lowercased() == wanted }?.code
    }

    /// Thời hạn lưu trữ.
    public static let maintenance = CodeList(["vĩnh viễn", "70 năm", "50 năm", "30 năm", "20 năm", "10 năm", "khác"])
    /// Chế độ sử dụng.
    public static let mode = CodeList(["công khai", "sử dụng có điều kiện", "mật"])
    /// Ngôn ngữ; several may be given.
    public static let language = CodeList([
        "tiếng Việt", "Anh", "Pháp", "Nga", "Trung", "Việt Anh", "Việt Nga", "Việt Pháp", "Hán Nôm", "Việt Trung", "khác",
    ])
    /// Mức độ tin cậy.
    public static let confidenceLevel = CodeList(["gốc điện tử", "số hóa", "hỗn hợp"])
    /// Tình trạng vật lý.
    public static let format = CodeList(["tốt", "bình thường", "hỏng"])
    /// Tình trạng dự phòng; which of the two means what is an open point (O9), so the words say nothing.
    public static let riskRecoveryStatus = CodeList(["01", "02"])
    /// Tên loại tài liệu.
    public static let typeName = CodeList([
        "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo", "hướng dẫn", "chương trình",
        "kế hoạch", "phương án", "đề án", "dự án", "báo cáo", "tờ trình", "giấy ủy quyền", "phiếu gửi", "phiếu chuyển",
        "phiếu báo", "biên bản", "hợp đồng", "công văn", "công điện", "bản ghi nhớ", "bản thỏa thuận", "giấy mời",
        "giấy giới thiệu", "giấy nghỉ phép", "thư công", "bản đồ", "bản vẽ", "khác",
    ])
    /// Mục đích khai thác.
    public static let purpose = CodeList(["cá nhân", "công vụ", "công vụ đặc biệt"])
    /// Đối tượng miễn, giảm phí; the words are data of the archive that applies them.
    public static let feeObjectType = CodeList((1...10).map { "đối tượng \($0)" })
}
