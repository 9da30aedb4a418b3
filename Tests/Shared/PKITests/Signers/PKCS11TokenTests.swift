import PKI
import TestSupport
import Testing

/// Tokens that fail: SoftHSM2 behind a module that does what worn devices do.
@Suite(.serialized) struct PKCS11TokenTests {
    let digest = DigestAlgorithm.sha256.digest([1])

    /// Runs something with a token of its own and a faulty module in front of it.
    func with(
        _ label: String, sessions: Int = 3, timeLimit: Duration = .seconds(120),
        _ body: @escaping (FaultyModule, PKCS11Token, DevelopmentIdentity) async throws -> Void
    ) async throws {
        let officer = try TestAuthority.shared(.p256).officer
        try await SoftToken.make(label, [officer])
        try await TemporaryDirectory.with { directory in
            let module = try await FaultyModule(in: directory)
            let token = try await PKCS11Token.open(module: module.path, .label(label), sessions: sessions, timeLimit: timeLimit)
            try await body(module, token, officer)
        }
    }

    func signer(_ token: PKCS11Token) async throws -> PKCS11Signer { try await PKCS11Signer(token: token, key: .id([1])) }

    func expect(_ code: SignerError.Code, _ signer: PKCS11Signer, _ location: SourceLocation = #_sourceLocation) async {
        await #expect(throws: SignerError(code: code, message: ""), sourceLocation: location) {
            try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
        }
    }

    @Test func `finds certificates without a PIN and signs only with one`() async throws {
        try await self.with("names") { module, token, officer in
            let identities = try await token.identities()
            let signer = try await self.signer(token)

            #expect(identities.map(\.certificate) == [officer.certificate])
            #expect(identities.map(\.key) == [.id([1])])
            await self.expect(.pinNeeded, signer)
            #expect(try module.logins == 0)
        }
    }

    @Test func `logs in once for many signatures and signers`() async throws {
        try await self.with("once") { module, token, _ in
            try await token.enter(PIN(SoftToken.pin))
            let first = try await self.signer(token)
            let second = try await PKCS11Signer(token: PKCS11Token.open(module: module.path, .label("once")), key: .label("official-01"))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for number in 0..<30 {
                    let signer = number.isMultiple(of: 2) ? first : second
                    tasks.addTask { _ = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256) }
                }
                try await tasks.waitForAll()
            }

            #expect(try module.logins == 1)
        }
    }

    @Test func `V-21 a wrong PIN is tried once and then never again`() async throws {
        try await self.with("wrong") { module, token, _ in
            let signer = try await self.signer(token)
            await #expect(throws: SignerError(code: .pinWrong, message: "")) { try await token.enter(PIN("9999")) }
            await withTaskGroup(of: Void.self) { tasks in
                for _ in 0..<10 { tasks.addTask { await self.expect(.pinWrong, signer) } }
            }
            await #expect(throws: SignerError(code: .pinWrong, message: "")) { try await token.enter(PIN("9999")) }
            #expect(try module.logins == 1)

            try await token.enter(PIN(SoftToken.pin))
            _ = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
            #expect(try module.logins == 2)
        }
    }

    @Test func `says that a token is locked, and leaves one with a last try alone`() async throws {
        try await self.with("locked") { module, token, _ in
            try module.set("last-try")
            await #expect(throws: SignerError(code: .pinLastTry, message: "")) { try await token.enter(PIN(SoftToken.pin)) }
            #expect(try module.logins == 0)
            try module.clear("last-try")
            try module.set("locked")
            await #expect(throws: SignerError(code: .pinLocked, message: "")) { try await token.enter(PIN(SoftToken.pin)) }
            await #expect(throws: SignerError(code: .pinLocked, message: "")) { try await token.enter(PIN(SoftToken.pin)) }
            #expect(try module.logins == 1)
        }
    }

    @Test(arguments: ["close-once", "log-out-once"])
    func `goes on after the token forgot session or login`(_ fault: String) async throws {
        try await self.with(fault) { module, token, officer in
            try await token.enter(PIN(SoftToken.pin))
            let signer = try await self.signer(token)
            _ = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
            try module.set(fault)

            let value = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)

            #expect(try DocumentSignerContractTests.weAccept(value, self.digest, officer))
            #expect(try module.logins == 2)
        }
    }

    @Test(arguments: [false, true])
    func `V-21 says that a token was taken out and works when it is back`(_ isSloppy: Bool) async throws {
        try await self.with("out-\(isSloppy)") { module, token, officer in
            try await token.enter(PIN(SoftToken.pin))
            let signer = try await self.signer(token)
            _ = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
            if isSloppy { try module.set("sloppy") }
            try module.set("removed")
            await self.expect(.tokenRemoved, signer)
            await self.expect(.tokenRemoved, signer)
            try module.clear("removed")

            let value = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)

            #expect(try DocumentSignerContractTests.weAccept(value, self.digest, officer))
        }
    }

    @Test func `takes values from a module that lies about their size`() async throws {
        try await self.with("lies") { module, token, officer in
            try await token.enter(PIN(SoftToken.pin))
            let signer = try await self.signer(token)
            try module.set("misreport")
            let value = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
            #expect(try DocumentSignerContractTests.weAccept(value, self.digest, officer))

            try module.set("short")
            await self.expect(.badAnswer, signer)
        }
    }

    @Test func `passes on that the holder refused`() async throws {
        try await self.with("refused") { module, token, _ in
            try await token.enter(PIN(SoftToken.pin))
            try module.set("refuse")
            await self.expect(.refused, try await self.signer(token))
        }
    }

    @Test func `V-21 a device that hangs is given up with its session, and the next signature gets another one`() async throws {
        try await self.with("hangs", sessions: 1, timeLimit: .seconds(10)) { module, token, officer in
            try await token.enter(PIN(SoftToken.pin))
            let signer = try await self.signer(token)
            _ = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
            let before = try module.sessions
            try module.set("hang")

            let error = await #expect(throws: SignerError.self) { try await signer.sign(self.digest, scheme: .ecdsaP256SHA256) }

            #expect(error?.code == .timedOut)
            #expect(error?.message.contains("label hangs") == true, "\(String(describing: error))")
            #expect(error?.words(in: .vietnamese).contains("Người ký") == true)
            try module.clear("hang")
            let value = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
            #expect(try DocumentSignerContractTests.weAccept(value, self.digest, officer))
            #expect(try module.sessions == before + 1)
        }
    }

    @Test func `V-21 a device that hangs for everybody is refused at once, and serves again when it comes back`() async throws {
        try await self.with("dead", sessions: 1, timeLimit: .seconds(4)) { module, token, officer in
            try await token.enter(PIN(SoftToken.pin))
            let signer = try await self.signer(token)
            try module.set("hang")
            for _ in 0..<12 { await self.expect(.timedOut, signer) }
            try module.clear("hang")

            // The threads come back one by one; until the first does, the device counts as dead.
            var value: [UInt8]?
            while value == nil {
                do {
                    value = try await signer.sign(self.digest, scheme: .ecdsaP256SHA256)
                } catch let error as SignerError where error.code == .timedOut {
                    await Task.yield()
                }
            }
            #expect(try DocumentSignerContractTests.weAccept(#require(value), self.digest, officer))
        }
    }

    @Test func `finds out that key and certificate do not belong together`() async throws {
        try await self.with("mismatch") { _, token, _ in
            try await token.enter(PIN(SoftToken.pin))
            let other = try TestAuthority().officer
            let signer = try await PKCS11Signer(token: token, key: .id([1]), certificate: other.certificate)
            await self.expect(.keyDoesNotMatch, signer)
        }
    }

    @Test func `names what is not there`() async throws {
        try await self.with("absent") { module, token, officer in
            try await token.enter(PIN(SoftToken.pin))
            let missing = try await PKCS11Signer(token: token, key: .id([9]), certificate: officer.certificate)
            await self.expect(.keyMissing, missing)
            await #expect(throws: SignerError(code: .keyMissing, message: "")) {
                try await PKCS11Signer(token: token, key: .label("nobody"))
            }
            await #expect(throws: SignerError(code: .tokenRemoved, message: "")) {
                try await PKCS11Token.open(module: module.path, .label("nowhere"))
            }
        }
    }

    @Test(arguments: ["", "softhsm2.so", "/nowhere/module.so", "/usr/lib/x86_64-linux-gnu/libcrypto.so.3", "/etc/passwd"])
    func `refuses what is no module`(_ path: String) async {
        await #expect(throws: SignerError(code: .moduleMissing, message: "")) {
            try await PKCS11Token.open(module: path, .label("x"))
        }
    }

    @Test func `a PIN is printed nowhere`() {
        let pin = PIN("1234")
        #expect("\(pin)" == "<secret>")
        #expect(String(reflecting: pin) == "<secret>")
    }
}
