import Foundation
import Glibc

/// Who may read and write what: secrets and keys are their owner's alone, the folders of the services can be written.
struct PermissionCheck: Sendable {
    /// Folder of the installation.
    let directory: String
    /// Folder of the file store; nil when it is not said where.
    let blobs: String?

    func findings() -> [Finding] {
        var bad: [Finding] = []
        for folder in ["secrets", "pki/officers"] { bad += self.privateFiles(folder) }
        let folders = ["run", "log"].map { "\(self.directory)/\($0)" } + (self.blobs.map { [$0] } ?? [])
        for folder in folders { bad += self.writable(folder) }
        return bad.isEmpty ? [.good("Quyền tệp", "secrets are private, folders can be written")] : bad
    }

    /// The files of a folder, of which nobody but the owner may see anything; no folder, no fault.
    private func privateFiles(_ folder: String) -> [Finding] {
        let path = "\(self.directory)/\(folder)"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            return [Self.unreadable(path, error.localizedDescription)]
        }
        // Certificates are public.
        return names.sorted().filter { !$0.hasSuffix(".crt") }.flatMap { self.privateFile("\(path)/\($0)") }
    }

    private func privateFile(_ path: String) -> [Finding] {
        var status = stat()
        guard stat(path, &status) == 0 else { return [Self.unreadable(path, String(cString: strerror(errno)))] }
        guard status.st_mode & 0o077 == 0 else {
            return [
                .bad(
                    Words("\(path): người khác đọc được", "others may read \(path)"),
                    mend: Words("chmod 600 \(path)", "chmod 600 \(path)"))
            ]
        }
        guard access(path, R_OK) == 0 else { return [Self.unreadable(path, String(cString: strerror(errno)))] }
        return []
    }

    private func writable(_ folder: String) -> [Finding] {
        guard access(folder, R_OK | W_OK | X_OK) != 0 else { return [] }
        let reason = String(cString: strerror(errno))
        return [
            .bad(
                Words("Không ghi được vào \(folder)", "\(folder) cannot be written: \(reason)"),
                mend: Words("tạo thư mục và cấp quyền ghi cho dịch vụ", "make the folder and let the services write there"))
        ]
    }

    private static func unreadable(_ path: String, _ reason: String) -> Finding {
        .bad(
            Words("Không đọc được \(path)", "\(path) cannot be read: \(reason)"),
            mend: Words("chạy với người dùng sở hữu tệp, hoặc sửa quyền", "run as the owner of the file, or mend its mode"))
    }
}
