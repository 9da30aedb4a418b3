import Clocks

extension SigningRefusal {
    /// What is wrong and what to do, in Vietnamese. Holds no personal data.
    public var vietnamese: String {
        switch self {
        case .unknownProfile(let name): "Không có hình thức ký \"\(name)\". Hãy dùng hình thức ký đã công bố."
        case .imageMissing: "Hình thức ký này cần ảnh chữ ký hoặc ảnh con dấu PNG nền trong suốt và vị trí đặt ảnh. Văn thư hãy gửi kèm."
        case .delegationMissing(let mode): "Ký \(mode.abbreviation) cần văn bản giao quyền. Người ký hãy nêu văn bản, hoặc thủ trưởng tự ký."
        case .delegationOfAnother: "Văn bản giao quyền không phải cho người ký này. Người được giao quyền phải tự ký."
        case .delegationIncomplete(let field): "Văn bản giao quyền thiếu \(field). Người giao quyền hãy bổ sung."
        case .delegationNotYetValid(let from): "Văn bản giao quyền chưa có hiệu lực, hiệu lực từ \(from.vietnamISO8601). Thủ trưởng tự ký trước thời điểm đó."
        case .delegationEnded(let at): "Văn bản giao quyền đã hết hiệu lực lúc \(at.vietnamISO8601). Thủ trưởng tự ký hoặc giao quyền lại."
        case .delegationUnregistered(let delegator):
            "Văn bản giao quyền chưa được đăng ký. Văn thư hãy đăng ký văn bản đó, hoặc người giao quyền (\(delegator)) tự ký."
        case .delegationRevoked(let at, let delegator):
            "Văn bản giao quyền đã bị thu hồi lúc \(at.vietnamISO8601). Người giao quyền (\(delegator)) tự ký hoặc giao quyền lại."
        case .delegationDiffers: "Văn bản giao quyền này đã được đăng ký với nội dung khác. Văn thư hãy thu hồi bản đó rồi đăng ký văn bản mới."
        case .unknownDelegation: "Không có văn bản giao quyền này. Hãy xem lại danh sách đã đăng ký."
        case .earlierSignatureNotValid: "Tệp có chữ ký không hợp lệ nên không ký tiếp. Người soạn hãy lập lại văn bản để ký từ đầu."
        case .personalSignatureMissing:
            "Văn bản chưa có chữ ký số hợp lệ của người có thẩm quyền nên chưa được ký số của cơ quan. Người có thẩm quyền hãy ký trước."
        case .numberMissing: "Văn bản chưa có số và ngày nên chưa được ký số của cơ quan. Văn thư hãy cấp số, ghi ngày trước."
        case .organisationSignedBefore: "Cơ quan đã ký số văn bản nên không ai ký tiếp. Nếu cần sửa, văn thư hãy phát hành văn bản mới."
        case .outgoingDocumentUnknown:
            "Văn bản phát hành chỉ được ký sau khi soạn thảo và duyệt trên hệ thống; chưa có văn bản này. Người soạn hãy lập dự thảo."
        case .document(let refusal): refusal.vietnamese
        case .profileNotForSubject(let name): "Loại tệp này không được ký theo hình thức \"\(name)\". Người ký hãy chọn đúng hình thức ký."
        case .signerWithoutPost:
            "Người ký không hoặc không còn giữ chức vụ nào; việc yêu cầu đã được ghi lại. Quản trị danh bạ có thể cập nhật, hoặc người khác ký."
        case .unknownCertificate: "Chứng thư số chưa được đăng ký. Hãy đăng ký chứng thư số trước khi ký."
        case .unreadableCertificate: "Tệp gửi lên không phải chứng thư số đọc được. Hãy xuất lại chứng thư số từ thiết bị ký."
        case .holderNotInCertificate: "Chứng thư số không ghi mã của người hoặc cơ quan đăng ký. Hãy chọn đúng chứng thư số."
        case .registeredOtherwise: "Chứng thư số đã được đăng ký cho người hoặc mục đích khác. Hãy liên hệ quản trị hệ thống."
        case .certificateOfAnother: "Chứng thư số là của người khác. Người ký phải dùng chứng thư số của chính mình."
        case .wrongKindOfSigner(.person): "Việc ký này cần chữ ký số cá nhân, không dùng chữ ký số của cơ quan."
        case .wrongKindOfSigner(.organisation): "Việc ký này cần chữ ký số của cơ quan, không dùng chữ ký số cá nhân."
        case .weakKey: "Khóa của chứng thư số không đủ an toàn. Hãy xin cấp chứng thư số mới."
        case .certificateNotForSigning: "Chứng thư số không được cấp để ký văn bản. Hãy chọn chứng thư số dùng để ký."
        case .certificateNotYetValid(let from): "Chứng thư số chưa có hiệu lực, hiệu lực từ \(from.vietnamISO8601)."
        case .certificateExpired(let at): "Chứng thư số đã hết hạn lúc \(at.vietnamISO8601). Hãy gia hạn chứng thư số rồi ký lại."
        case .certificateRevoked(let since):
            "Chứng thư số đã bị thu hồi từ \(since.vietnamISO8601). Người ký hãy đề nghị cơ quan quản lý chứng thư số cấp chứng thư số mới."
        case .certificateNotTrusted: "Chứng thư số không do tổ chức chứng thực được tin cậy cấp. Hãy liên hệ quản trị hệ thống."
        case .documentMissing: "Không tìm thấy tệp cần ký trong kho tệp. Hãy tải tệp lên lại."
        case .documentTooLarge(let limit): "Tệp cần ký vượt quá \(limit) byte. Hãy tách tệp rồi ký."
        case .documentNotSignable: "Tệp không thể ký: tệp hỏng, được mã hóa hoặc không cho phép thay đổi. Hãy số hóa lại giấy tờ."
        case .documentNotPDFA: "Tệp chưa ở định dạng PDF/A. Phải chuyển sang PDF/A trước khi ký, không chuyển sau khi ký."
        case .unknownReport: "Chưa có kết quả kiểm tra chữ ký số nào được lưu cho tệp này. Hãy kiểm tra tệp trước."
        case .unknownRequest: "Không có yêu cầu ký này. Hãy chuẩn bị ký lại."
        case .requestExpired(let at): "Yêu cầu ký đã hết hạn lúc \(at.vietnamISO8601). Hãy chuẩn bị ký lại."
        case .requestRefused: "Yêu cầu ký đã bị từ chối trước đó. Hãy chuẩn bị ký lại."
        case .keyReused: "Khóa chống lặp đã được dùng cho một yêu cầu ký khác."
        case .signatureDoesNotFit: "Giá trị chữ ký không khớp với chứng thư số và nội dung cần ký. Hãy ký lại trên thiết bị."
        case .intentDiffers: "Nội dung chuẩn bị ký đã thay đổi nên không ký. Hãy chuẩn bị ký lại."
        case .resultNotValid: "Tệp đã ký không qua được bước kiểm tra lại nên không được công nhận. Hãy chuẩn bị ký lại."
        case .malformed(let field): "Giá trị \(field) thiếu hoặc không đúng dạng."
        }
    }

    /// What is wrong and what to do, in English. Holds no personal data.
    public var english: String {
        switch self {
        case .unknownProfile(let name): "There is no signature profile \"\(name)\". Use one of the published profiles."
        case .imageMissing: "This profile shows an image of signature or seal. The clerk sends it as PNG with a transparent background, with its place."
        case .delegationMissing(let mode): "Signing \(mode.abbreviation) needs a written delegation. The signer names it, or the head signs."
        case .delegationOfAnother: "The delegation was not given to this signer. Whoever holds it signs."
        case .delegationIncomplete(let field): "The delegation does not say \(field). Whoever gave it completes it."
        case .delegationNotYetValid(let from): "The delegation holds from \(from.vietnamISO8601). Until then the head signs."
        case .delegationEnded(let at): "The delegation ended at \(at.vietnamISO8601). The head signs or delegates again."
        case .delegationUnregistered(let delegator):
            "The delegation is not in the register. The clerk enters it, or \(delegator), who gave it, signs."
        case .delegationRevoked(let at, let delegator):
            "The delegation was taken back at \(at.vietnamISO8601). \(delegator), who gave it, signs or delegates again."
        case .delegationDiffers: "This delegation is in the register with other terms. The clerk takes that one back and enters the new paper."
        case .unknownDelegation: "There is no such delegation. Look it up in the register."
        case .earlierSignatureNotValid: "A signature in the file is not valid, so none is put on top. The drafter makes the document again."
        case .personalSignatureMissing:
            "There is no valid signature of the authorised person, so the organisation does not sign yet. That person signs first."
        case .numberMissing: "The document has no number and date yet, so the organisation does not sign. The clerk numbers it first."
        case .organisationSignedBefore: "The organisation signed already, so nobody signs after it. The clerk issues a new document if needed."
        case .outgoingDocumentUnknown:
            "What is to be issued is signed after it was drafted and approved here, and nobody drafted this. The drafter begins the document."
        case .document(let refusal): refusal.english
        case .profileNotForSubject(let name): "What is to be signed is not signed by the profile \"\(name)\". The signer chooses the right one."
        case .signerWithoutPost:
            "The signer holds no post, or not any more; the attempt was recorded. The administrator of the directory can mend it, or somebody else signs."
        case .unknownCertificate: "The certificate is not registered. Register it before signing."
        case .unreadableCertificate: "What was sent is no readable certificate. Export it from the signing device again."
        case .holderNotInCertificate: "The certificate does not name the person or agency it is registered for. Choose the right one."
        case .registeredOtherwise: "The certificate is registered for another holder or purpose. Ask the operators."
        case .certificateOfAnother: "The certificate belongs to somebody else. Sign with your own certificate."
        case .wrongKindOfSigner(.person): "A personal signature is needed here, not an organisation's."
        case .wrongKindOfSigner(.organisation): "An organisation's signature is needed here, not a personal one."
        case .weakKey: "The key of the certificate is not strong enough. Apply for a new certificate."
        case .certificateNotForSigning: "The certificate was not issued for signing documents. Choose the one for signing."
        case .certificateNotYetValid(let from): "The certificate is not valid before \(from.vietnamISO8601)."
        case .certificateExpired(let at): "The certificate expired at \(at.vietnamISO8601). Renew it and sign again."
        case .certificateRevoked(let since):
            "The certificate is revoked since \(since.vietnamISO8601). The signer asks the office in charge of certificates for a new one."
        case .certificateNotTrusted: "The certificate was not issued by a trusted authority. Ask the operators."
        case .documentMissing: "The file to sign is not in the store. Upload it again."
        case .documentTooLarge(let limit): "The file to sign has more than \(limit) bytes. Split it and sign the parts."
        case .documentNotSignable(let reason): "The file cannot be signed: \(reason). Digitize the paper again."
        case .documentNotPDFA: "The file is not PDF/A. Convert it before signing; nothing is converted after signing."
        case .unknownReport: "No report about this file is kept. Have the file verified first."
        case .unknownRequest: "There is no such signature request. Prepare the signature again."
        case .requestExpired(let at): "The signature request expired at \(at.vietnamISO8601). Prepare the signature again."
        case .requestRefused: "The signature request was refused before. Prepare the signature again."
        case .keyReused: "The idempotency key was used for another signature request."
        case .signatureDoesNotFit: "The signature value does not fit the certificate and the content. Sign again on the device."
        case .intentDiffers: "What was prepared has changed, so it is not signed. Prepare the signature again."
        case .resultNotValid(let reason): "The signed file did not pass its own verification (\(reason)). Prepare the signature again."
        case .malformed(let field): "The value \(field) is missing or malformed."
        }
    }

    /// Whether the refusal is told to the services that follow the document, because it concerns signer or document and
    /// not the form of the call.
    public var isAnnounced: Bool {
        switch self {
        case .certificateOfAnother, .wrongKindOfSigner, .weakKey, .certificateNotForSigning, .certificateNotYetValid,
            .certificateExpired, .certificateRevoked, .certificateNotTrusted, .documentNotSignable, .documentNotPDFA, .requestExpired,
            .intentDiffers, .resultNotValid, .delegationMissing, .delegationOfAnother, .delegationIncomplete,
            .delegationNotYetValid, .delegationEnded, .delegationUnregistered, .delegationRevoked, .earlierSignatureNotValid, .personalSignatureMissing, .numberMissing,
            .organisationSignedBefore, .outgoingDocumentUnknown, .document, .signerWithoutPost:
            true
        default:
            false
        }
    }
}
