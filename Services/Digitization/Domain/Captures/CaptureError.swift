/// Why something cannot be done with a capture.
public enum CaptureError: Error, Hashable, Sendable {
    /// It is bound or given up.
    case notOpen(CaptureState)
    /// Somebody changed it since the caller looked.
    case changedMeanwhile
    /// A page is named that is not there, or twice.
    case pageUnknown
    /// A turn that is no quarter.
    case turnImpossible(Int)
    /// The file for one page has another number of pages.
    case replacementHasPages(Int)
    /// More pages than a paper may have.
    case tooManyPages(Int)
    /// No page is left.
    case noPages
    /// Another number of pages than counted on paper (R25).
    case pageCountMismatch(declared: Int, found: Int)
    /// Pages the quality gate refuses, by their place.
    case pagesRefused([Int])
    /// A signed or born-digital file among other pages.
    case keptFileNotAlone

    /// What is wrong and what to do, in Vietnamese.
    public var messageVi: String {
        switch self {
        case .notOpen(let state): "Lần sao chụp này \(state.nameVi), không thay đổi được nữa."
        case .changedMeanwhile: "Có người vừa thay đổi các trang. Hãy tải lại rồi làm tiếp."
        case .pageUnknown: "Có trang không tồn tại hoặc được nêu hai lần. Hãy tải lại rồi làm tiếp."
        case .turnImpossible(let degrees): "Không xoay được \(degrees)°: chỉ 0°, 90°, 180° hoặc 270°."
        case .replacementHasPages(let count): "Tệp quét lại phải có đúng một trang, tệp này có \(count) trang."
        case .tooManyPages(let most): "Một giấy tờ có nhiều nhất \(most) trang. Hãy tách thành nhiều giấy tờ."
        case .noPages: "Chưa có trang nào. Hãy quét hoặc tải tệp lên trước."
        case .pageCountMismatch(let declared, let found):
            "Có \(found) trang ảnh nhưng đã đếm \(declared) trang giấy. Hãy đếm lại giấy, quét thêm hoặc bỏ trang thừa."
        case .pagesRefused(let pages):
            "Trang \(pages.map(String.init).joined(separator: ", ")) chưa đạt chất lượng. Hãy quét lại hoặc bỏ các trang này."
        case .keptFileNotAlone:
            "Tệp đã ký số hoặc tệp văn bản điện tử phải giữ nguyên, không ghép với trang khác. Hãy nộp tệp đó thành một giấy tờ riêng."
        }
    }

    /// What is wrong and what to do, in English.
    public var messageEn: String {
        switch self {
        case .notOpen(let state): "This capture is \(state.nameEn) and cannot change any more."
        case .changedMeanwhile: "Somebody has just changed the pages. Load them again and go on."
        case .pageUnknown: "A page is not there or is named twice. Load the pages again and go on."
        case .turnImpossible(let degrees): "A page cannot be turned by \(degrees)°, only by 0°, 90°, 180° or 270°."
        case .replacementHasPages(let count): "The file for a page scanned again must have one page; this one has \(count)."
        case .tooManyPages(let most): "A paper has at most \(most) pages. Split it into several papers."
        case .noPages: "There is no page yet. Scan or upload a file first."
        case .pageCountMismatch(let declared, let found):
            "There are \(found) pages, but \(declared) were counted on paper. Count again, scan what is missing or remove what is too much."
        case .pagesRefused(let pages):
            "The quality of page \(pages.map(String.init).joined(separator: ", ")) is not sufficient. Scan again or remove it."
        case .keptFileNotAlone:
            "A file that is signed or was born digital is kept as it is and cannot be joined with other pages. Hand it in as a paper of its own."
        }
    }
}
