extension DocumentRefusal {
    /// What is wrong and who can act, in Vietnamese. Holds codes, no names.
    public var vietnamese: String {
        switch self {
        case .outOfOrder(let wanted, let due, let who):
            "Chưa đến bước \(wanted.vietnamese): văn bản đang chờ \(due.vietnamese). Người thực hiện: \(Self.list(who))."
        case .notYours(let who): "Bước này không do người yêu cầu thực hiện. Người thực hiện: \(Self.list(who))."
        case .ended(let state): "Văn bản \(state.vietnamese) nên không làm thêm bước này. Văn thư có thể phát hành văn bản mới."
        case .notIssued: "Văn bản chưa phát hành nên không thu hồi. Người soạn có thể hủy bản thảo."
        case .numbered: "Văn bản đã có số nên chỉ có thể phát hành rồi thu hồi. Văn thư phát hành văn bản."
        case .opinionsOpen(let who): "Còn ý kiến chưa có và chưa hết hạn. Người cần cho ý kiến: \(Self.list(who))."
        case .opinionsUnanswered(let numbers, let who):
            "Ý kiến số \(numbers.map(String.init).joined(separator: ", ")) chưa được tiếp thu hoặc giải trình. Người thực hiện: \(Self.list(who))."
        case .opinionsMissing(let who): "Loại văn bản này phải lấy ý kiến trước khi trình. Người thực hiện: \(Self.list(who))."
        case .opinionClosed(let number): "Ý kiến số \(number) không có, đã được cho hoặc đã được trả lời. Hãy xem lại văn bản."
        case .versionPassed(let now): "Văn bản đã có phiên bản \(now). Hãy xem phiên bản mới nhất rồi làm lại."
        case .changedMeanwhile(let now): "Văn bản vừa được người khác thay đổi, nay ở vị trí \(now). Hãy xem lại rồi làm lại."
        case .layoutFaulty(let faults, let who):
            "Thể thức còn \(faults.count) lỗi: \(faults.prefix(5).map { "\($0.place): \($0.vietnamese)" }.joined(separator: " ")) Người thực hiện: \(Self.list(who))."
        case .unprintable(let reason): "Không dàn trang được văn bản: \(reason). Người soạn hãy sửa nội dung."
        case .tooMany(let limit): "Sổ có hơn \(limit) dòng. Hãy chọn khoảng thời gian ngắn hơn."
        case .copyForbidden(let vietnamese, _): "\(vietnamese)."
        case .notComparable: "Hai phiên bản này không có hoặc là tệp đã dàn sẵn nên không so sánh được."
        case .fileMissing(let who): "Văn bản chưa có tệp PDF để ký. Người soạn hãy tải tệp lên: \(Self.list(who))."
        case .attachmentUnsignable(let name, let who):
            "Phụ lục \(name) là tệp riêng nhưng không phải PDF/A nên cơ quan không ký số được. Hãy thay bằng tệp PDF/A: \(Self.list(who))."
        case .attachmentsUnsigned(let names, let who):
            "Phụ lục là tệp riêng chưa có chữ ký số của cơ quan: \(names.joined(separator: ", ")). Văn thư hãy ký số từng tệp rồi phát hành: \(Self.list(who))."
        case .signatureOfAnother(let field, let who):
            "Chữ ký số không phải của văn bản này (\(field)). Hãy ký lại đúng văn bản: \(Self.list(who))."
        case .signatureUnknown: "Chưa có chữ ký số đã hoàn tất theo yêu cầu này. Người ký hãy hoàn tất việc ký."
        case .secret: "Văn bản mật không được soạn, lưu trong hệ thống này. Văn thư chỉ lấy số của sổ văn bản mật."
        case .processUnknown(let agency): "Cơ quan \(agency.prefix(35)) chưa có quy trình văn bản này. Quản trị hãy khai báo quy trình."
        case .processFaulty(let faults): "Quy trình có lỗi: \(faults.joined(separator: "; ")). Quản trị hãy sửa."
        case .unknown: "Không có văn bản này."
        case .notVisible: "Người yêu cầu không được xem văn bản này; việc yêu cầu đã được ghi lại. Đơn vị soạn thảo có thể cho biết."
        case .reservationUnusable: "Số giữ không có, đã dùng hoặc đã hết hạn. Văn thư hãy lấy số mới."
        case .relationUnusable: "Văn bản được đính chính hoặc thay thế phải là văn bản đã phát hành của cùng cơ quan."
        case .notEntitled(let agency):
            "Người yêu cầu không giữ chức vụ được làm việc này tại cơ quan \(agency.prefix(35)); việc yêu cầu đã được ghi lại. Quản trị danh bạ có thể cập nhật."
        case .withoutPost(let officer, let agency):
            "Cán bộ \(officer.prefix(64)) không hoặc không còn giữ chức vụ phù hợp tại cơ quan \(agency.prefix(35)). Hãy chọn người khác, hoặc quản trị cập nhật danh bạ."
        case .keyReused: "Khóa chống lặp đã được dùng cho một yêu cầu khác."
        case .recipientUnknown(let agency): "Cơ quan \(agency.prefix(35)) không có trong nơi nhận của văn bản."
        case .malformed(let field): "Giá trị \(field) thiếu hoặc không đúng dạng."
        }
    }

    /// What is wrong and who can act, in English. Holds codes, no names.
    public var english: String {
        switch self {
        case .outOfOrder(let wanted, let due, let who):
            "It is too early or too late for \(wanted.english): the document waits for \(due.english). Who can act: \(Self.list(who))."
        case .notYours(let who): "Somebody else takes this step. Who can act: \(Self.list(who))."
        case .ended(let state): "The document is \(state.english), so this step is not taken. The clerk can issue a new document."
        case .notIssued: "The document is not issued, so there is nothing to recall. The drafter can give the draft up."
        case .numbered: "The document bears a number, so it can only be issued and then recalled. The clerk issues it."
        case .opinionsOpen(let who): "Opinions are still wanted and their time has not run out. Who can act: \(Self.list(who))."
        case .opinionsUnanswered(let numbers, let who):
            "Opinions \(numbers.map(String.init).joined(separator: ", ")) are not answered. Who can act: \(Self.list(who))."
        case .opinionsMissing(let who): "Documents of this type need opinions before they are submitted. Who can act: \(Self.list(who))."
        case .opinionClosed(let number): "Opinion \(number) does not exist, or was given or answered before. Look at the document again."
        case .versionPassed(let now): "The document is at version \(now) now. Look at the newest version and do it again."
        case .changedMeanwhile(let now): "Somebody else changed the document, now at position \(now). Look at it and do it again."
        case .layoutFaulty(let faults, let who):
            "The layout has \(faults.count) faults: \(faults.prefix(5).map { "\($0.place): \($0.english)" }.joined(separator: " ")) Who can act: \(Self.list(who))."
        case .unprintable(let reason): "The document cannot be set: \(reason). The drafter mends the content."
        case .tooMany(let limit): "The book has more than \(limit) entries. Choose a shorter period."
        case .copyForbidden(_, let english): "\(english)."
        case .notComparable: "These versions are not there, or came as finished files, so they cannot be compared."
        case .fileMissing(let who): "There is no PDF to sign. The drafter uploads it: \(Self.list(who))."
        case .attachmentUnsignable(let name, let who):
            "The attachment \(name) is a file of its own but no PDF/A, so the organisation cannot sign it. Replace it: \(Self.list(who))."
        case .attachmentsUnsigned(let names, let who):
            "Attachments that are files of their own lack the organisation's signature: \(names.joined(separator: ", ")). Sign each, then issue: \(Self.list(who))."
        case .signatureOfAnother(let field, let who):
            "The signature is not one of this document (\(field)). Sign the right one: \(Self.list(who))."
        case .signatureUnknown: "No completed signature is known under this request. The signer completes it."
        case .secret: "State secrets are not drafted or kept here. The clerk draws a number of the secret series only."
        case .processUnknown(let agency): "Agency \(agency.prefix(35)) has no such document process. An administrator enters it."
        case .processFaulty(let faults): "The process contradicts itself: \(faults.joined(separator: "; ")). An administrator mends it."
        case .unknown: "There is no such document."
        case .notVisible: "The caller may not see this document; the attempt was recorded. The drafting unit can help."
        case .reservationUnusable: "The reserved number does not exist, is used or has run out. The clerk draws a new one."
        case .relationUnusable: "What is corrected or replaced must be an issued document of the same agency."
        case .notEntitled(let agency):
            "The caller holds no post in agency \(agency.prefix(35)) that lets him do this; the attempt was recorded. The administrator of the directory can mend it."
        case .withoutPost(let officer, let agency):
            "Officer \(officer.prefix(64)) holds no fitting post in agency \(agency.prefix(35)), or not any more. Choose another, or the administrator mends the directory."
        case .keyReused: "The idempotency key was used for another request."
        case .recipientUnknown(let agency): "Agency \(agency.prefix(35)) is none of the document's recipients."
        case .malformed(let field): "The value \(field) is missing or malformed."
        }
    }

    private static func list(_ who: [String]) -> String { who.isEmpty ? "—" : who.joined(separator: ", ") }
}
