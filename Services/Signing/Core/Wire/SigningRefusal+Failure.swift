import ServiceKit
import SigningDomain

extension SigningRefusal {
    /// The refusal as it is told to another process.
    var failure: HosoFailure {
        if case .document(let refusal) = self { return refusal.failure }
        let (code, mender) = self.kind
        return HosoFailure(
            code: code, messageVi: self.vietnamese, messageEn: self.english, whoCanMend: mender, pointer: self.pointer)
    }

    private var kind: (HosoFailure.Code, HosoFailure.Mender) {
        switch self {
        case .unknownProfile, .profileNotForSubject, .malformed, .imageMissing, .delegationIncomplete: (.invalidArgument, .caller)
        case .delegationMissing, .delegationOfAnother, .delegationNotYetValid, .delegationEnded,
            .delegationUnregistered, .delegationRevoked, .earlierSignatureNotValid,
            .personalSignatureMissing, .numberMissing, .organisationSignedBefore, .outgoingDocumentUnknown, .document:
            (.wrongState, .caller)
        case .unknownCertificate, .documentMissing, .unknownRequest, .unknownReport, .unknownDelegation: (.notFound, .caller)
        case .unreadableCertificate, .documentTooLarge, .documentNotSignable, .documentNotPDFA: (.badFile, .caller)
        case .holderNotInCertificate, .certificateOfAnother, .wrongKindOfSigner, .weakKey, .certificateNotForSigning,
            .certificateNotYetValid, .certificateExpired, .certificateRevoked, .signatureDoesNotFit:
            (.certificate, .caller)
        case .certificateNotTrusted, .registeredOtherwise: (.certificate, .operator)
        case .signerWithoutPost: (.denied, .operator)
        case .requestExpired, .requestRefused, .resultNotValid: (.wrongState, .caller)
        case .intentDiffers, .delegationDiffers: (.conflict, .caller)
        case .keyReused: (.keyReused, .caller)
        }
    }

    private var pointer: String {
        if case .malformed(let field) = self { field } else { "" }
    }
}
