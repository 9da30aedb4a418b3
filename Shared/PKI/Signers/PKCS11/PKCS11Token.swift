import CPKCS11
import Synchronization

/// One token: its sessions, its login and its PIN, shared by all signers of this process that use keys on it.
///
/// A lost session or login is opened again with the PIN that was accepted before. A token that was taken out gives
/// ``SignerError/Code/tokenRemoved`` until it is back, and then works again without a restart. A wrong PIN is tried
/// exactly once.
public final class PKCS11Token: Sendable {
    /// Which token it is.
    public let name: PKCS11TokenName
    private let library: PKCS11Library
    private let threads: DeviceThreads
    /// Held during the search for the token and the login, so that only one thread tries a PIN.
    private let login = Mutex(PKCS11Login())

    private struct Place: Hashable {
        let path: String
        let name: PKCS11TokenName
    }

    private struct Known {
        weak var token: PKCS11Token?
    }

    private static let known = Mutex<[Place: Known]>([:])

    /// The token of a name; the same object for the same name as long as somebody holds it.
    ///
    /// - Parameters:
    ///   - path: The PKCS#11 module, absolute.
    ///   - name: Which token.
    ///   - sessions: Signatures to be made at the same time, at most as many as the token allows. Range: 1...64. Counts
    ///     only where the token is opened first.
    ///   - timeLimit: How long the device may take for one signature or login, the holder's time at its keypad included.
    ///     After that the call fails with `timedOut` and the session it hung in is not used again. Counts only where the
    ///     token is opened first.
    /// - Throws: ``SignerError`` with `moduleMissing`, `moduleFailed`, `tokenRemoved` or `timedOut`.
    public static func open(
        module path: String, _ name: PKCS11TokenName, sessions: Int = 4, timeLimit: Duration = .seconds(120)
    ) async throws(SignerError) -> PKCS11Token {
        let place = Place(path: path, name: name)
        if let token = self.known.withLock({ $0[place]?.token }) { return token }
        let (library, limit) = try await DeviceThreads(count: 1, name: "\(name)", limit: timeLimit).run { _ in
            Result { () throws(SignerError) in
                let library = try PKCS11Library.load(path)
                return (library, try self.sessionLimit(of: name, in: library))
            }
        }
        let count = max(1, min(sessions, limit, 64))
        return self.known.withLock { known in
            if let token = known[place]?.token { return token }
            let threads = DeviceThreads(count: count, name: "\(name)", limit: timeLimit)
            let token = PKCS11Token(name: name, library: library, threads: threads)
            known[place] = Known(token: token)
            return token
        }
    }

    private init(name: PKCS11TokenName, library: PKCS11Library, threads: DeviceThreads) {
        self.name = name
        self.library = library
        self.threads = threads
    }

    /// Signatures that are made at the same time.
    public var sessions: Int { self.threads.count }

    /// Enters the PIN and tries it once.
    ///
    /// - Throws: ``SignerError`` with `pinWrong`, `pinLocked`, `pinLastTry`, `pinExpired`, `tokenRemoved` or
    ///   `moduleFailed`. A PIN the token refused before is refused without asking the token again.
    public func enter(_ pin: PIN) async throws(SignerError) {
        try await self.threads.run { session in
            Result { () throws(SignerError) in
                try self.login.withLock { login throws(SignerError) in try login.enter(pin) }
                try self.perform(&session, loggedIn: true) { (_: inout PKCS11Session) throws(PKCS11Status) in }
            }
        }
    }

    /// The certificates on the token, for choosing a key. Needs no PIN.
    ///
    /// - Throws: ``SignerError``. Objects that are no readable certificates are left out.
    public func identities() async throws(SignerError) -> [PKCS11Identity] {
        try await self.threads.run { session in
            Result { () throws(SignerError) in
                try self.perform(&session, loggedIn: false) { session throws(PKCS11Status) in try session.identities() }
            }
        }
    }

    /// The ways of signing the token offers.
    func schemes() async throws(SignerError) -> [SignatureScheme] {
        let types = try await self.threads.run { session in
            Result { () throws(SignerError) in
                try self.perform(&session, loggedIn: false) { session throws(PKCS11Status) in
                    guard let slot = self.login.withLock({ $0.slot }) else {
                        throw PKCS11Status(code: CKR_TOKEN_NOT_PRESENT, call: "C_GetMechanismList")
                    }
                    return try session.library.mechanisms(slot)
                }
            }
        }
        let needed: [(SignatureScheme, CK_MECHANISM_TYPE)] = [
            (.rsaPKCS1SHA256, CKM_RSA_PKCS), (.rsaPSSSHA256, CKM_RSA_PKCS_PSS), (.ecdsaP256SHA256, CKM_ECDSA),
            (.ecdsaP384SHA384, CKM_ECDSA),
        ]
        return needed.filter { types.contains($0.1) }.map(\.0)
    }

    /// Signs inputs one after the other; each has the whole time limit.
    func sign(_ inputs: [[UInt8]], key: PKCS11Key, scheme: SignatureScheme) async throws(SignerError) -> [[UInt8]] {
        var values: [[UInt8]] = []
        for input in inputs { values.append(try await self.sign(input, key: key, scheme: scheme)) }
        return values
    }

    private func sign(_ input: [UInt8], key: PKCS11Key, scheme: SignatureScheme) async throws(SignerError) -> [UInt8] {
        try await self.threads.run { session in
            Result { () throws(SignerError) in
                try self.perform(&session, loggedIn: true) { session throws(PKCS11Status) in
                    let found = try session.find(key)
                    let pin = found.demandsPIN ? self.login.withLock { $0.pin } : nil
                    return try session.library.sign(input, with: found.handle, scheme: scheme, in: session.handle, pin: pin)
                }
            }
        }
    }

    /// Does something in a session, and does it again when session, login or key handle turn out to be void.
    ///
    /// Blocking: yes; runs on a device thread.
    private func perform<R>(
        _ session: inout PKCS11Session?, loggedIn: Bool, _ body: (inout PKCS11Session) throws(PKCS11Status) -> R
    ) throws(SignerError) -> R {
        var last = SignerError(code: .moduleFailed, message: "the module answers each time that there is no session")
        for _ in 0..<3 {
            var open = try self.session(&session, loggedIn: loggedIn)
            do {
                let result = try body(&open)
                session = open
                return result
            } catch {
                last = error.signerError
                session = try self.mend(open, after: error)
            }
        }
        throw last
    }

    /// An open session, logged in if asked for.
    private func session(_ current: inout PKCS11Session?, loggedIn: Bool) throws(SignerError) -> PKCS11Session {
        try self.login.withLock { login throws(SignerError) in
            if let session = current, session.generation != login.generation { current = nil }
            do {
                let session = try current ?? self.open(&login)
                current = session
                if loggedIn { try login.logIn(session) }
                return session
            } catch let error as SignerError {
                if error.code == .tokenRemoved { self.lose(&login, login.generation) }
                throw error
            } catch {
                throw SignerError(code: .moduleFailed, message: "\(error)")
            }
        }
    }

    private func open(_ login: inout PKCS11Login) throws(SignerError) -> PKCS11Session {
        do {
            guard let slot = try login.slot ?? self.library.slot(of: self.name) else {
                throw PKCS11Status(code: CKR_TOKEN_NOT_PRESENT, call: "C_GetSlotList", detail: "no token with \(self.name)")
            }
            login.found(in: slot)
            return try PKCS11Session(self.library, slot: slot, generation: login.generation)
        } catch let status as PKCS11Status {
            throw status.signerError
        } catch {
            throw SignerError(code: .moduleFailed, message: "\(error)")
        }
    }

    /// What to go on with after a failure.
    ///
    /// - Returns: The session to use next; `nil` to open another.
    /// - Throws: The failure, when nothing can be mended.
    private func mend(_ session: PKCS11Session, after status: PKCS11Status) throws(SignerError) -> PKCS11Session? {
        switch status.remedy {
        case .openAgain:
            if status.code == CKR_CRYPTOKI_NOT_INITIALIZED { try self.initialize() }
            self.login.withLock { self.lose(&$0, session.generation) }
            return nil
        case .logInAgain:
            self.login.withLock { $0.loggedOut(in: session.generation) }
            return session
        case .findKeyAgain:
            var session = session
            session.forgetKeys()
            return session
        case .none:
            let told = status.signerError
            if told.code.isAuthentication {
                throw self.login.withLock { $0.refuse($0.pin, told) }
            }
            if status.mayMeanRemoval, self.isGone() {
                self.login.withLock { self.lose(&$0, session.generation) }
                throw SignerError(code: .tokenRemoved, message: told.message)
            }
            throw told
        }
    }

    private func lose(_ login: inout PKCS11Login, _ generation: Int) {
        guard let slot = login.lost(in: generation) else { return }
        do {
            try self.library.call("C_CloseAllSessions") { $0.C_CloseAllSessions?(slot) }
        } catch {
            // A token that is out of the machine has no sessions left to close.
        }
    }

    private func isGone() -> Bool {
        do { return try self.library.slot(of: self.name) == nil } catch { return true }
    }

    private func initialize() throws(SignerError) {
        do { try self.library.initialize() } catch { throw error.signerError }
    }

    private static func sessionLimit(of name: PKCS11TokenName, in library: PKCS11Library) throws(SignerError) -> Int {
        let slot: CK_SLOT_ID?
        do { slot = try library.slot(of: name) } catch { throw error.signerError }
        guard let slot, let info = library.tokenInfo(slot) else {
            throw SignerError(code: .tokenRemoved, message: "no token with \(name)")
        }
        // 0 means no limit, and all bits set that the token does not say.
        let limit = info.ulMaxSessionCount
        return limit == 0 || limit > 64 ? 64 : Int(limit)
    }
}
