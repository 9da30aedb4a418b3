import CPKCS11

/// One open session on a token, owned by one thread.
struct PKCS11Session {
    let library: PKCS11Library
    let handle: CK_SESSION_HANDLE
    /// The generation of the token it was opened in; after a loss all older ones are void.
    let generation: Int
    /// Keys found in it before.
    private var keys: [PKCS11Key: FoundKey] = [:]

    /// A key handle and whether its device asks for the PIN before each signature.
    struct FoundKey {
        let handle: CK_OBJECT_HANDLE
        let demandsPIN: Bool
    }

    /// Opens a session for reading; signing needs no more.
    init(_ library: PKCS11Library, slot: CK_SLOT_ID, generation: Int) throws(PKCS11Status) {
        var handle: CK_SESSION_HANDLE = 0
        try library.call("C_OpenSession") { $0.C_OpenSession?(slot, CKF_SERIAL_SESSION, nil, nil, &handle) }
        self.library = library
        self.handle = handle
        self.generation = generation
    }

    /// Closes it. A session the token lost before cannot be closed, which is as good.
    func close() {
        do {
            try self.library.call("C_CloseSession") { $0.C_CloseSession?(self.handle) }
        } catch {}
    }

    /// The handle of a private key, searched once in a session.
    ///
    /// - Throws: ``PKCS11Status`` that says "log in" when the search was made without a login, for then a token shows no
    ///   private key, and "key missing" when no key or more than one fits.
    mutating func find(_ key: PKCS11Key) throws(PKCS11Status) -> FoundKey {
        if let known = self.keys[key] { return known }
        let found = try self.library.objects(CKO_PRIVATE_KEY, named: key, in: self.handle, limit: 2)
        guard let first = found.first else {
            let isOpen = try self.isLoggedIn()
            throw PKCS11Status(
                code: isOpen ? CKR_KEY_HANDLE_INVALID : CKR_USER_NOT_LOGGED_IN, call: "C_FindObjects", detail: "no such key")
        }
        guard found.count == 1 else {
            throw PKCS11Status(code: CKR_KEY_HANDLE_INVALID, call: "C_FindObjects", detail: "more than one key has this name")
        }
        let demandsPIN = try self.library.demandsPIN(first, in: self.handle)
        let answer = FoundKey(handle: first, demandsPIN: demandsPIN)
        self.keys[key] = answer
        return answer
    }

    /// Forgets all handles, because one of them was void.
    mutating func forgetKeys() { self.keys = [:] }

    private func isLoggedIn() throws(PKCS11Status) -> Bool {
        var info = CK_SESSION_INFO()
        try self.library.call("C_GetSessionInfo") { $0.C_GetSessionInfo?(self.handle, &info) }
        return info.state == CKS_RO_USER_FUNCTIONS || info.state == CKS_RW_USER_FUNCTIONS
    }
}
