/// The languages of messages.
public enum Language: Sendable {
    /// Tiếng Việt, the default.
    case vietnamese
    /// English.
    case english

    /// The language an `Accept-Language` header asks for: English when the first of the two it names is English.
    public init(acceptLanguage header: String?) {
        let tags = (header ?? "").lowercased().split(separator: ",").prefix(20).map { $0.filter { $0 != " " } }
        let first = tags.first { $0.hasPrefix("en") || $0.hasPrefix("vi") }
        self = first?.hasPrefix("en") == true ? .english : .vietnamese
    }
}
