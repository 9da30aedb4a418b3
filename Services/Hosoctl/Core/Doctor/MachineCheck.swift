import Clocks
import Foundation
import Glibc

/// What the machine must have before anything runs: programs of the right versions, languages, fonts, room, a clock.
struct MachineCheck: Sendable {
    /// Where the installation will live.
    let directory: String
    let clock: any UTCClock
    var places = MachinePlaces()

    func findings() -> [Finding] {
        [self.postgres(), self.rabbit(), self.tesseract(), self.poppler(), self.fonts(), self.disk(), self.memory(), self.time()]
            + self.libraries()
    }

    private func postgres() -> Finding {
        guard let newest = Self.names(in: self.places.postgres).compactMap({ Int($0) }).max() else {
            return .bad(Words("Chưa cài PostgreSQL", "PostgreSQL is not installed"), mend: Self.install)
        }
        guard newest >= 15 else {
            return .bad(Words("PostgreSQL \(newest) cũ quá, cần ≥ 15", "PostgreSQL \(newest) is too old, ≥ 15 is needed"), mend: Self.install)
        }
        return .good("PostgreSQL \(newest)", "is installed")
    }

    private func rabbit() -> Finding {
        let names = Self.names(in: self.places.rabbit)
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

    /// What a folder holds; one that is not there, or closed, holds nothing that could be used.
    private static func names(in folder: String) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            return []
        }
    }

    private func tesseract() -> Finding {
        guard let text = ToolOutput.of(self.places.tesseract, ["--list-langs"]) else {
            return .bad(Words("Chưa cài tesseract", "tesseract is not installed"), mend: Self.install)
        }
        let models = text.split(whereSeparator: \.isNewline)
        let needed = [("vie", "tesseract-ocr-vie"), ("Vietnamese", "tesseract-ocr-script-viet")]
        if let (model, package) = needed.first(where: { needed in !models.contains { $0 == needed.0 } }) {
            return .bad(
                Words("tesseract thiếu tiếng Việt (\(model))", "tesseract lacks Vietnamese (\(model))"),
                mend: Words("apt-get install \(package)", "apt-get install \(package)"))
        }
        return .good("tesseract: vie, Vietnamese", "reads Vietnamese")
    }

    private func poppler() -> Finding {
        let missing = self.places.poppler.filter { ToolOutput.of($0, ["-v"]) == nil }
        guard missing.isEmpty else {
            let names = missing.joined(separator: ", ")
            return .bad(
                Words("Thiếu \(names) của poppler", "\(names) of poppler is missing: PDFs that are no pictures cannot be read"),
                mend: Words("apt-get install poppler-utils", "apt-get install poppler-utils"))
        }
        return .good("poppler: \(self.places.poppler.joined(separator: ", "))", "reads PDFs that are no pictures")
    }

    private func fonts() -> Finding {
        guard FileManager.default.isReadableFile(atPath: self.places.font) else {
            return .bad(
                Words("Thiếu phông Liberation 2 (\(self.places.font))", "the fonts Liberation 2 are missing"),
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
        let (text, least) = ("\(free >> 20) MiB", "\(self.places.leastDiskBytes >> 20) MiB")
        guard free >= self.places.leastDiskBytes else {
            return .bad(
                Words("Đĩa \(place.path) chỉ còn \(text), cần ≥ \(least)", "only \(text) free on disk, ≥ \(least) is needed"),
                mend: Words("giải phóng chỗ trên đĩa", "make room"))
        }
        return .good("Đĩa \(place.path) còn \(text)", "free on disk")
    }

    private func memory() -> Finding {
        let text: String
        do {
            text = try String(contentsOfFile: self.places.meminfo, encoding: .utf8)
        } catch {
            return .notice(
                Words("Không đọc được \(self.places.meminfo)", "\(self.places.meminfo) cannot be read: \(error.localizedDescription)"),
                mend: Words("tự kiểm tra bộ nhớ", "check the memory yourself"))
        }
        let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        guard let kibibytes = line?.split(separator: " ").compactMap({ UInt64($0) }).first else {
            return .notice(
                Words("\(self.places.meminfo) không có MemAvailable", "\(self.places.meminfo) does not say MemAvailable"),
                mend: Words("tự kiểm tra bộ nhớ", "check the memory yourself"))
        }
        let least = self.places.leastMemoryBytes >> 20
        guard kibibytes << 10 >= self.places.leastMemoryBytes else {
            return .bad(
                Words("Bộ nhớ trống \(kibibytes >> 10) MiB, cần ≥ \(least) MiB", "only \(kibibytes >> 10) MiB of memory available"),
                mend: Words("dừng bớt chương trình hoặc thêm bộ nhớ", "stop other programs or add memory"))
        }
        return .good("Bộ nhớ trống \(kibibytes >> 10) MiB", "of memory available")
    }

    /// A clock before the day the program was built is wrong, and with it every certificate and due date.
    private func time() -> Finding {
        let now = self.clock.now()
        var status = stat()
        guard stat(self.places.program, &status) == 0 else {
            return .notice(
                Words("Không xem được \(self.places.program) để đối chiếu đồng hồ", "the clock cannot be compared: \(self.places.program) cannot be examined"),
                mend: Words("tự kiểm tra giờ máy", "check the time yourself"))
        }
        let built = UTCInstant(microsecondsSinceEpoch: Int64(status.st_mtim.tv_sec) * 1_000_000)
        guard now >= built else {
            return .bad(
                Words("Đồng hồ máy \(now.vietnamISO8601) sớm hơn lúc biên dịch \(built.vietnamISO8601)", "the clock is earlier than the day this program was built"),
                mend: Words("đặt lại giờ và bật NTP", "set the clock and turn NTP on"))
        }
        return .good("Đồng hồ máy \(now.vietnamISO8601)", "clock of this machine")
    }

    private func libraries() -> [Finding] {
        let missing = self.places.libraries.filter { library, _ in
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
