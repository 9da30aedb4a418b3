import Foundation
import Glibc

/// Who listens where: every port of the installation is free before the start and taken after it.
struct PortCheck: Sendable {
    /// Port by name, as `deploy/local/suite` noted them down.
    let settings: [String: String]
    /// Whether nothing is meant to run yet.
    let isBefore: Bool

    func findings() -> [Finding] {
        let settings = self.settings.filter { $0.key.contains("port") }
        guard !settings.isEmpty else {
            return [.good("Cổng: sẽ được chọn khi khởi động", "ports are drawn at the first start")]
        }
        return settings.sorted { $0.key < $1.key }.compactMap { name, text in
            guard let port = UInt16(text) else {
                return .bad(
                    Words("\(name)=\(text) không phải số cổng", "\(name)=\(text) is no port"),
                    mend: Words("sửa HOSO_DIR/settings", "mend HOSO_DIR/settings"))
            }
            return self.finding(name, port)
        }
    }

    private func finding(_ name: String, _ port: UInt16) -> Finding? {
        let isTaken = Self.listens(port)
        if isTaken == !self.isBefore { return .good("\(name) \(port)", self.isBefore ? "is free" : "answers") }
        if self.isBefore {
            return .notice(
                Words("Cổng \(port) (\(name)) đang có chương trình dùng", "port \(port) (\(name)) is in use"),
                mend: Words("nếu không phải hoso, đổi số trong HOSO_DIR/settings", "if it is not hoso, change it in HOSO_DIR/settings"))
        }
        return .bad(
            Words("Cổng \(port) (\(name)) không ai trả lời", "nobody answers at port \(port) (\(name))"),
            mend: Words("xem deploy/local/suite status và HOSO_DIR/log", "see deploy/local/suite status and HOSO_DIR/log"))
    }

    /// Whether something accepts connections on a loopback port.
    static func listens(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
