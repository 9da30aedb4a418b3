import Foundation
import Glibc

/// What the machine must have before anything runs: programs, libraries, fonts, room.
struct MachineCheck: Sendable {
    /// Least free room. Unit: bytes.
    static let leastDiskBytes: UInt64 = 2 << 30
    /// Least memory that is free or can be made free. Unit: bytes.
    static let leastMemoryBytes: UInt64 = 1 << 30

    /// Where the installation will live.
    let directory: String

    func findings() -> [Finding] {
        [
            self.postgres(), self.rabbit(), self.tesseract(), self.fonts(), self.disk(), self.memory(),
        ] + self.libraries()
    }

    private func postgres() -> Finding {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
        guard let newest = versions.max() else {
            return .bad(Words("Chưa cài PostgreSQL", "PostgreSQL is not installed"), mend: Self.install)
        }
        guard newest >= 15 else {
            return .bad(Words("PostgreSQL \(newest) cũ quá, cần ≥ 15", "PostgreSQL \(newest) is too old, ≥ 15 is needed"), mend: Self.install)
        }
        return .good("PostgreSQL \(newest)", "is installed")
    }

    private func rabbit() -> Finding {
        let root = "/usr/lib/rabbitmq/lib"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let versions = names.filter { $0.hasPrefix("rabbitmq_server-") }.compactMap(ToolOutput.version(in:))
        guard let newest = versions.max(by: { $0.lexicographicallyPrecedes($1) }) else {
            return .bad(Words("Chưa cài RabbitMQ", "RabbitMQ is not installed"), mend: Self.install)
        }
        let text = newest.map(String.init).joined(separator: ".")
        guard ToolOutput.isAtLeast(newest, [3, 10]) else {
            return .bad(Words("RabbitMQ \(text) cũ quá, cần ≥ 3.10", "RabbitMQ \(text) is too old, ≥ 3.10 is needed"), mend: Self.install)
        }
        return .good("RabbitMQ \(text)", "is installed")
    }

    private func tesseract() -> Finding {
        guard let text = ToolOutput.of("tesseract", ["--list-langs"]) else {
            return .bad(Words("Chưa cài tesseract", "tesseract is not installed"), mend: Self.install)
        }
        guard text.split(whereSeparator: \.isNewline).contains("vie") else {
            return .bad(
                Words("tesseract thiếu tiếng Việt (vie)", "tesseract lacks Vietnamese (vie)"),
                mend: Words("apt-get install tesseract-ocr-vie", "apt-get install tesseract-ocr-vie"))
        }
        return .good("tesseract: vie", "reads Vietnamese")
    }

    private func fonts() -> Finding {
        let path = "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"
        guard FileManager.default.isReadableFile(atPath: path) else {
            return .bad(
                Words("Thiếu phông Liberation 2 (\(path))", "the fonts Liberation 2 are missing"),
                mend: Words("apt-get install fonts-liberation2", "apt-get install fonts-liberation2"))
        }
        return .good("Phông Liberation 2", "fonts are there")
    }

    private func disk() -> Finding {
        var place = URL(fileURLWithPath: self.directory)
        while !FileManager.default.fileExists(atPath: place.path), place.path != "/" { place.deleteLastPathComponent() }
        var status = statvfs()
        guard statvfs(place.path, &status) == 0 else {
            return .bad(
                Words("Không xem được đĩa tại \(place.path)", "the disk at \(place.path) cannot be examined"),
                mend: Words("kiểm tra quyền", "check the permissions"))
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        let text = "\(free >> 20) MiB"
        guard free >= Self.leastDiskBytes else {
            return .bad(
                Words("Đĩa \(place.path) chỉ còn \(text), cần ≥ 2048 MiB", "only \(text) free on disk"),
                mend: Words("giải phóng chỗ trên đĩa", "make room"))
        }
        return .good("Đĩa \(place.path) còn \(text)", "free on disk")
    }

    private func memory() -> Finding {
        let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        guard let kibibytes = line?.split(separator: " ").compactMap({ UInt64($0) }).first else {
            return .notice(
                Words("Không đọc được /proc/meminfo", "/proc/meminfo cannot be read"), mend: Words("tự kiểm tra bộ nhớ", "check the memory yourself"))
        }
        guard kibibytes << 10 >= Self.leastMemoryBytes else {
            return .bad(
                Words("Bộ nhớ trống \(kibibytes >> 10) MiB, cần ≥ 1024 MiB", "only \(kibibytes >> 10) MiB of memory available"),
                mend: Words("dừng bớt chương trình hoặc thêm bộ nhớ", "stop other programs or add memory"))
        }
        return .good("Bộ nhớ trống \(kibibytes >> 10) MiB", "of memory available")
    }

    /// Libraries that the services are linked with, each with its Debian package.
    private static let needed = [
        ("libpq.so.5", "libpq5"), ("librabbitmq.so.4", "librabbitmq4"), ("libqpdf.so.29", "libqpdf29"),
        ("libtesseract.so.5", "libtesseract5"), ("libcrypto.so.3", "libssl3"), ("libqrencode.so.4", "libqrencode4"),
    ]

    private func libraries() -> [Finding] {
        let missing = Self.needed.filter { library, _ in
            guard let handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL) else { return true }
            dlclose(handle)
            return false
        }
        guard !missing.isEmpty else { return [.good("Thư viện dùng chung đủ", "shared libraries are there")] }
        return missing.map { library, package in
            .bad(
                Words("Thiếu thư viện \(library)", "the shared library \(library) is missing"),
                mend: Words("apt-get install \(package)", "apt-get install \(package)"))
        }
    }

    private static let install = Words("chạy `make deps` với quyền root", "run `make deps` as root")
}
