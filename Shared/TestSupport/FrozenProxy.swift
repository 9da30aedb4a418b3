import Foundation
import Glibc
import Synchronization

/// Passes bytes between a client and a server until a direction is frozen; then it holds them back.
public final class FrozenProxy: Sendable {
    /// The loopback port clients connect to.
    public let port: Int
    private let target: Int
    private let listener: Int32
    private let upstreamFrozen = Atomic<Bool>(false)
    private let downstreamFrozen = Atomic<Bool>(false)
    private let sockets = Mutex<[Int32]>([])

    /// The proxy could not listen.
    public struct Failed: Error {}

    /// Listens on a free loopback port.
    ///
    /// - Parameter target: The loopback port of the server.
    public init(to target: Int) throws {
        self.target = target
        self.listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = self.listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw Failed() }
        self.port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in self.accepting() }
    }

    /// Holds back what the client sends.
    public func freezeUpstream() { self.upstreamFrozen.store(true, ordering: .sequentiallyConsistent) }

    /// Holds back what the server sends.
    public func freezeDownstream() { self.downstreamFrozen.store(true, ordering: .sequentiallyConsistent) }

    /// Lets everything pass again, also what was held back.
    public func thaw() {
        self.upstreamFrozen.store(false, ordering: .sequentiallyConsistent)
        self.downstreamFrozen.store(false, ordering: .sequentiallyConsistent)
    }

    /// Cuts all connections and takes no more.
    public func close() {
        shutdown(self.listener, Int32(SHUT_RDWR))
        self.sockets.withLock { for socket in $0 { shutdown(socket, Int32(SHUT_RDWR)) } }
    }

    private func accepting() {
        while true {
            let client = accept(self.listener, nil, nil)
            guard client >= 0 else { return }
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = Self.loopback(port: UInt16(self.target))
            let isConnected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            guard isConnected else {
                Glibc.close(client)
                Glibc.close(server)
                continue
            }
            self.sockets.withLock { $0 += [client, server] }
            Thread.detachNewThread { [self] in self.copy(client, server, isUpstream: true) }
            Thread.detachNewThread { [self] in self.copy(server, client, isUpstream: false) }
        }
    }

    private func copy(_ from: Int32, _ to: Int32, isUpstream: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            while isUpstream
                ? self.upstreamFrozen.load(ordering: .sequentiallyConsistent)
                : self.downstreamFrozen.load(ordering: .sequentiallyConsistent)
            { usleep(10_000) }
            guard send(to, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
        }
        shutdown(to, Int32(SHUT_RDWR))
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
