import CPKCS11

/// A return value of a module that is not `CKR_OK`, and what it means to us.
///
/// Source: PKCS#11 2.40, section 5.1.
struct PKCS11Status: Error, Hashable {
    let code: CK_RV
    let call: String
    /// What we know beyond the code.
    var detail: String?

    /// What to do about it before giving up.
    enum Remedy {
        /// Session and login are gone; open new ones.
        case openAgain
        /// Only the login is gone.
        case logInAgain
        /// The key handle is void; find the key again.
        case findKeyAgain
        /// Nothing helps.
        case none
    }

    var remedy: Remedy {
        switch self.code {
        case CKR_SESSION_HANDLE_INVALID, CKR_SESSION_CLOSED, CKR_DEVICE_REMOVED, CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED,
            CKR_SLOT_ID_INVALID, CKR_OPERATION_ACTIVE, CKR_CRYPTOKI_NOT_INITIALIZED:
            .openAgain
        case CKR_USER_NOT_LOGGED_IN: .logInAgain
        case CKR_KEY_HANDLE_INVALID, CKR_OBJECT_HANDLE_INVALID: .findKeyAgain
        default: .none
        }
    }

    /// Whether sloppy modules say so when the token was pulled out.
    var mayMeanRemoval: Bool {
        [CKR_GENERAL_ERROR, CKR_FUNCTION_FAILED, CKR_DEVICE_ERROR].contains(self.code)
    }

    var signerError: SignerError {
        SignerError(code: self.signerCode, message: "\(self.call) gave \(self.name)" + (self.detail.map { ": \($0)" } ?? ""))
    }

    private var signerCode: SignerError.Code {
        switch self.code {
        case CKR_PIN_INCORRECT, CKR_PIN_INVALID, CKR_PIN_LEN_RANGE: .pinWrong
        case CKR_PIN_LOCKED: .pinLocked
        case CKR_PIN_EXPIRED: .pinExpired
        case CKR_USER_NOT_LOGGED_IN, CKR_USER_PIN_NOT_INITIALIZED: .pinNeeded
        case CKR_DEVICE_REMOVED, CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED, CKR_SLOT_ID_INVALID: .tokenRemoved
        case CKR_KEY_HANDLE_INVALID, CKR_OBJECT_HANDLE_INVALID: .keyMissing
        case CKR_CANCEL, CKR_FUNCTION_CANCELED, CKR_FUNCTION_REJECTED, CKR_KEY_FUNCTION_NOT_PERMITTED: .refused
        case CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_SIZE_RANGE,
            CKR_FUNCTION_NOT_SUPPORTED:
            .unsupportedScheme
        default: .moduleFailed
        }
    }

    private var name: String {
        switch self.code {
        case CKR_HOST_MEMORY: "CKR_HOST_MEMORY"
        case CKR_GENERAL_ERROR: "CKR_GENERAL_ERROR"
        case CKR_FUNCTION_FAILED: "CKR_FUNCTION_FAILED"
        case CKR_ARGUMENTS_BAD: "CKR_ARGUMENTS_BAD"
        case CKR_DEVICE_ERROR: "CKR_DEVICE_ERROR"
        case CKR_DEVICE_MEMORY: "CKR_DEVICE_MEMORY"
        case CKR_DEVICE_REMOVED: "CKR_DEVICE_REMOVED"
        case CKR_TOKEN_NOT_PRESENT: "CKR_TOKEN_NOT_PRESENT"
        case CKR_PIN_INCORRECT: "CKR_PIN_INCORRECT"
        case CKR_PIN_LOCKED: "CKR_PIN_LOCKED"
        case CKR_SESSION_COUNT: "CKR_SESSION_COUNT"
        case CKR_SESSION_HANDLE_INVALID: "CKR_SESSION_HANDLE_INVALID"
        case CKR_BUFFER_TOO_SMALL: "CKR_BUFFER_TOO_SMALL"
        case CKR_MECHANISM_INVALID: "CKR_MECHANISM_INVALID"
        default: "0x" + String(self.code, radix: 16)
        }
    }
}
