import Foundation

/// Threads of their own for calls into a module, which may wait for a device or for a person.
///
/// Each thread owns one session slot and hands it to every job it runs. A job that takes longer than allowed is given up:
/// its caller gets an error, its thread finishes it alone and ends with its session, and another thread takes the place.
/// When too many threads hang, the module is taken for dead and every call is refused at once until one of them comes back.
/// The threads end when the owner goes.
final class DeviceThreads: Sendable {
    /// Threads that may hang in a module at the same time.
    static let hangingLimit = 8

    let count: Int
    private let name: String
    private let limit: Duration
    private let line: DeviceLine

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - count: How many; each may hold one session, which is closed when the thread ends.
    ///   - name: Whom the threads speak to, for the errors.
    ///   - limit: How long one job may take.
    init(count: Int, name: String, limit: Duration) {
        self.count = count
        self.name = name
        self.limit = limit
        self.line = DeviceLine()
        for _ in 1...max(1, count) { Self.start(self.line) }
    }

    deinit { self.line.close(threads: max(1, self.count)) }

    /// Runs a job on the next free thread.
    ///
    /// - Throws: What the job threw; ``SignerError/Code/timedOut`` when it takes too long, or the device hangs.
    func run<R: Sendable>(
        _ body: @escaping @Sendable (inout PKCS11Session?) -> Result<R, SignerError>
    ) async throws(SignerError) -> R {
        let call = DeviceCall<R>()
        let result = await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.watch(call) }
            let result = await call.result { [line = self.line] in
                line.put { session in
                    guard call.begin() else { return true }
                    return call.end(body(&session))
                }
            }
            group.cancelAll()
            return result
        }
        return try (result ?? .failure(self.hanging)).get()
    }

    /// Gives a job up when its time is over. The time in the queue does not count.
    private func watch<R: Sendable>(_ call: DeviceCall<R>) async {
        var rest = self.limit
        while true {
            do { try await Task.sleep(for: rest) } catch { return }
            if self.line.isStuck {
                call.giveUp()
                return
            }
            guard let began = call.began else {
                rest = self.limit
                continue
            }
            rest = self.limit - (ContinuousClock.now - began)
            guard rest <= .zero else { continue }
            if call.giveUp(), self.line.lose() { Self.start(self.line) }
            return
        }
    }

    private var hanging: SignerError {
        SignerError(code: .timedOut, message: "the token with \(self.name) gave no answer within \(self.limit); its session is given up")
    }

    private static func start(_ line: DeviceLine) {
        let thread = Thread {
            var session: PKCS11Session?
            while let job = line.take() {
                guard !job(&session) else { continue }
                // Nobody waited for it any more, and nobody knows what state the device left the session in.
                session?.close()
                session = nil
                if !line.comeBack() { break }
            }
            session?.close()
        }
        thread.name = "hoso-token"
        thread.start()
    }
}
