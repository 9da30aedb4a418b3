import Clocks
import RecordsDomain

extension CompletenessGap {
    /// What is missing, in both languages; a document is named by its ordinal and, where one is given, its title.
    func words(document title: String = "") -> (vi: String, en: String) {
        let name = title.isEmpty ? "" : " «\(title)»"
        let vi = self.ordinal.map { "tài liệu số \($0)\(name)" } ?? ""
        let en = self.ordinal.map { "document \($0)\(name)" } ?? ""
        switch self {
        case .empty: return ("chưa có tài liệu nào", "it holds no document")
        case .paperMissing(let paper): return ("thiếu giấy tờ «\(paper)»", "the paper «\(paper)» is missing")
        case .documentMissing(_, let line, let have, let need):
            return ("thiếu «\(line)»: cần \(need), mới có \(have)", "«\(line)» is missing: \(need) needed, \(have) there")
        case .tooMany(_, let line, let have, let most):
            return ("thừa «\(line)»: có \(have), nhiều nhất \(most)", "there are too many of «\(line)»: \(have), at most \(most)")
        case .documentField(_, let field): return ("\(vi) thiếu \(field.words.vi)", "\(en) lacks its \(field.words.en)")
        case .unsigned: return ("\(vi) chưa có chữ ký số", "\(en) is not signed")
        case .signatureMissing(_, let kind): return ("\(vi) thiếu \(kind.words.vi)", "\(en) lacks \(kind.words.en)")
        case .signatureInvalid(_, let kind): return ("\(vi) có \(kind.words.vi) không hợp lệ", "\(en): \(kind.words.en) is not valid")
        case .signatureUnjudged(_, let kind):
            return ("\(vi) có \(kind.words.vi) chưa được kiểm tra", "\(en): \(kind.words.en) was never judged")
        case .wrongSigner(_, let officer): return ("\(vi) phải do \(officer) ký", "\(en) must be signed by \(officer)")
        case .draftOfIssued(_, let issued):
            return ("\(vi) là bản thảo của tài liệu số \(issued) đã ban hành, cần loại ra", "\(en) is the draft of document \(issued), to be taken out")
        case .duplicate(_, let other): return ("\(vi) trùng tệp với tài liệu số \(other)", "\(en) is the same file as document \(other)")
        case .sameNumber(_, let other):
            return ("\(vi) trùng số, ký hiệu và cơ quan ban hành với tài liệu số \(other)", "\(en) has number, notation and issuer of document \(other)")
        case .attachmentsMissing(_, let have, let need):
            return ("\(vi) nêu \(need) phụ lục, mới có \(have)", "\(en) announces \(need) attachments, \(have) are there")
        case .datedAfterEnd: return ("\(vi) đề ngày sau khi công việc kết thúc", "\(en) is dated after the end of the work")
        case .recalled: return ("\(vi) đã bị thu hồi", "\(en) was called back by its issuer")
        case .unlisted: return ("\(vi) không thuộc loại tài liệu của hồ sơ này", "\(en) is of a kind that does not belong here")
        case .recordField(let field): return ("hồ sơ thiếu \(field.words.vi)", "the record lacks its \(field.words.en)")
        case .endBeforeStart: return ("ngày kết thúc trước ngày mở hồ sơ", "the end date lies before the opening")
        case .dossierUnfinished: return ("hồ sơ thủ tục chưa giải quyết xong", "its dossier is not finished")
        case .closingEventMissing(let condition): return ("chưa có: \(condition.words.vi)", "not yet: \(condition.words.en)")
        case .retentionDiffers(let record, let confirmed):
            return (
                "thời hạn bảo quản xác nhận (\(confirmed.words.vi)) khác với danh mục (\(record.words.vi))",
                "the confirmed retention (\(confirmed.words.en)) differs from the plan's (\(record.words.en))"
            )
        case .notClosed: return ("mọi thứ đã đủ, chỉ còn kết thúc hồ sơ", "everything is there: the record is to be closed")
        }
    }
}

extension Incompleteness {
    /// The whole sentence: document, what, who mends it, until when.
    var words: (vi: String, en: String) {
        let gap = self.gap.words(document: self.documentTitle)
        let person = self.officerCode.isEmpty ? self.unit : self.officerCode
        return (
            "\(gap.vi); \(person) khắc phục, hạn \(self.dueOn.display)", "\(gap.en); \(person) mends it until \(self.dueOn.iso8601)"
        )
    }
}

extension DocumentField {
    fileprivate var words: (vi: String, en: String) {
        switch self {
        case .title: ("trích yếu", "title")
        case .type: ("tên loại", "kind")
        case .number: ("số văn bản", "number")
        case .notation: ("ký hiệu", "notation")
        case .issuedOn: ("ngày văn bản", "date")
        case .issuer: ("cơ quan ban hành", "issuer")
        case .language: ("ngôn ngữ", "language")
        case .pages: ("số trang", "number of pages")
        case .signerName: ("người ký", "signer's name")
        }
    }
}

extension RecordField {
    fileprivate var words: (vi: String, en: String) {
        switch self {
        case .title: ("tiêu đề", "title")
        case .keeper: ("người lập hồ sơ", "keeper")
        case .language: ("ngôn ngữ", "language")
        case .accessMode: ("chế độ sử dụng", "access mode")
        case .endDate: ("thời gian kết thúc", "end date")
        case .shelfPlace: ("vị trí kho/giá/hộp của phần giấy", "place on the shelf")
        }
    }
}

extension SignatureKind {
    fileprivate var words: (vi: String, en: String) {
        switch self {
        case .personal: ("chữ ký số cá nhân", "the personal signature")
        case .organization: ("chữ ký số cơ quan", "the organisation's signature")
        }
    }
}

extension ClosingCondition {
    fileprivate var words: (vi: String, en: String) {
        switch self {
        case .usual: ("kết thúc công việc", "the end of the work")
        case .resultIssued: ("ban hành kết quả", "the result issued")
        case .settlementApproved: ("phê duyệt quyết toán", "the final account approved")
        case .decided: ("quyết định kết thúc", "the decision that it has ended")
        }
    }
}

extension RetentionPeriod {
    /// In words.
    var words: (vi: String, en: String) {
        switch self {
        case .permanent: ("vĩnh viễn", "permanent")
        case .years(let count): ("\(count) năm", "\(count) years")
        }
    }
}
