import CPKCS11

/// What is known of a token between calls: where it is, who is logged in, and which PIN may be tried.
struct PKCS11Login {
    /// The PIN a person entered and what the token said of it.
    enum Entry {
        /// Nobody entered one.
        case missing
        /// Entered; `isProven` once the token accepted it.
        case entered(PIN, isProven: Bool)
        /// Refused. Not tried again until a person enters another; `nil` is an entry at the device's own keypad.
        case refused(PIN?, SignerError)
    }

    /// Counts losses of the token. What was opened in an older generation is void.
    private(set) var generation = 0
    private(set) var slot: CK_SLOT_ID?
    private(set) var isLoggedIn = false
    private(set) var entry = Entry.missing

    /// The PIN for keys that ask before each signature.
    var pin: PIN? {
        if case .entered(let pin, _) = self.entry { pin } else { nil }
    }

    /// Takes the slot the token was found in.
    mutating func found(in slot: CK_SLOT_ID) { self.slot = slot }

    /// Takes a PIN a person typed.
    ///
    /// - Throws: ``SignerError`` when it is the very PIN the token refused before.
    mutating func enter(_ pin: PIN) throws(SignerError) {
        if case .refused(let old?, let error) = self.entry, old.isSame(as: pin) { throw error }
        // A PIN the token accepted stays, or a wrong one would be tried at the next loss.
        if case .entered(_, isProven: true) = self.entry, self.isLoggedIn { return }
        self.entry = .entered(pin, isProven: false)
    }

    /// Logs in if nobody is; one PIN is tried once.
    mutating func logIn(_ session: PKCS11Session) throws(SignerError) {
        guard !self.isLoggedIn, let slot else { return }
        guard let info = session.library.tokenInfo(slot) else {
            throw SignerError(code: .tokenRemoved, message: "the token says nothing of itself")
        }
        if info.flags & CKF_LOGIN_REQUIRED == 0 {
            self.isLoggedIn = true
            return
        }
        switch self.entry {
        case .refused(_, let error): throw error
        case .missing:
            guard info.flags & CKF_PROTECTED_AUTHENTICATION_PATH != 0 else {
                throw SignerError(code: .pinNeeded, message: "no PIN was entered")
            }
            try self.logIn(session, pin: nil, info.flags)
        case .entered(let pin, let isProven):
            guard isProven || info.flags & CKF_USER_PIN_FINAL_TRY == 0 else {
                throw SignerError(code: .pinLastTry, message: "one try is left")
            }
            try self.logIn(session, pin: pin, info.flags)
        }
    }

    private mutating func logIn(_ session: PKCS11Session, pin: PIN?, _ flags: CK_FLAGS) throws(SignerError) {
        guard flags & CKF_USER_PIN_LOCKED == 0 else {
            throw self.refuse(pin, SignerError(code: .pinLocked, message: "the token says that it is locked"))
        }
        let user = CK_USER_TYPE(CKU_USER)
        do {
            try session.library.call("C_Login") { functions in
                guard let pin else { return functions.C_Login?(session.handle, user, nil, 0) }
                return pin.withBytes { functions.C_Login?(session.handle, user, $0.baseAddress, CK_ULONG($0.count)) }
            }
        } catch {
            if error.code == CKR_USER_ALREADY_LOGGED_IN {
                self.isLoggedIn = true
                return
            }
            let told = error.signerError
            throw told.code.isAuthentication ? self.refuse(pin, told) : told
        }
        self.isLoggedIn = true
        if let pin { self.entry = .entered(pin, isProven: true) }
    }

    /// Remembers that a PIN was refused, so that nothing tries it again.
    mutating func refuse(_ pin: PIN?, _ error: SignerError) -> SignerError {
        self.entry = .refused(pin, error)
        return error
    }

    /// The token no longer knows us, though sessions stand.
    mutating func loggedOut(in generation: Int) {
        if generation == self.generation { self.isLoggedIn = false }
    }

    /// Everything opened so far is void.
    ///
    /// - Returns: The slot whose sessions are to be closed; `nil` when another thread noticed the same loss before.
    mutating func lost(in generation: Int) -> CK_SLOT_ID? {
        guard generation == self.generation else { return nil }
        defer {
            self.generation += 1
            self.slot = nil
            self.isLoggedIn = false
        }
        return self.slot
    }
}
