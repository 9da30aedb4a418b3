import Archive

/// What is wrong with something that is to be imported, or worth knowing about it.
struct ImportFinding: Codable, Hashable, Sendable {
    /// How many are kept of one import; whoever has so many begins anew anyway.
    static let most = 200

    let kind: String
    let place: String
    let isSerious: Bool
    let vietnamese: String
    let english: String

    init(_ kind: String, _ place: String, isSerious: Bool = true, _ vietnamese: String, _ english: String) {
        self.kind = kind
        self.place = place
        self.isSerious = isSerious
        self.vietnamese = vietnamese
        self.english = english
    }

    init(_ finding: PackageFinding) {
        self.init(finding.kind.rawValue, finding.path, isSerious: finding.isSerious, finding.vietnamese, finding.english)
    }

    /// Content of state secrets has no way in (R74).
    static func secret(_ place: String) -> ImportFinding {
        ImportFinding(
            "field", place, "chế độ sử dụng «mật»: không nhận nội dung bí mật nhà nước",
            "mode 03: content of state secrets has no way into this system")
    }

    /// Whether it says that there is secret content.
    var isSecret: Bool { self == .secret(self.place) }

    /// Something of another content is held under that name.
    static func conflict(_ place: String, _ what: String) -> ImportFinding {
        ImportFinding("conflict", place, "đã có «\(what)» với nội dung khác", "\(what) is held already with other content")
    }
}
