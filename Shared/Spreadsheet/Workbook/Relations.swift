/// What a part of a workbook refers to (ISO/IEC 29500-2, 6.5).
struct Relations {
    private var targets: [(id: String, kind: String, path: String)] = []
    /// More than any program writes.
    private static let most = 10_000

    /// Reads the relations of a part; none where it has no file of them.
    ///
    /// - Parameter part: `xl/workbook.xml`; empty = the whole container.
    init(of part: String, in container: ContainerBytes, limit: Int) throws(SpreadsheetError) {
        let folder = part.split(separator: "/").dropLast().map { "\($0)/" }.joined()
        let file = part.split(separator: "/").last ?? ""
        guard let reader = try PartReader("\(folder)_rels/\(file).rels", of: container, limit: limit) else { return }
        while let step = try reader.next() {
            guard case .start("Relationship") = step, reader.attribute("TargetMode") != "External", let id = reader.attribute("Id"),
                let kind = reader.attribute("Type"), let target = reader.attribute("Target")
            else { continue }
            guard self.targets.count < Self.most else { throw reader.damage("too many relations") }
            self.targets.append((id, String(kind.split(separator: "/").last ?? ""), Self.resolve(target, from: folder)))
        }
    }

    /// The first part of a kind: `worksheet`, `styles`.
    func first(_ kind: String) -> String? { self.targets.first { $0.kind == kind }?.path }

    /// The part an id of a kind stands for.
    func part(_ id: String, _ kind: String) -> String? { self.targets.first { $0.id == id && $0.kind == kind }?.path }

    /// A target as a path from the root of the container, without `.` and `..`.
    private static func resolve(_ target: String, from folder: String) -> String {
        var parts: [Substring] = []
        for part in (target.hasPrefix("/") ? target : folder + target).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
