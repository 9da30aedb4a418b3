/// Judges and makes names inside a package.
enum EntryName {
    /// Why a name from outside is refused; nil = it is a plain relative path.
    static func fault(_ name: String) -> String? {
        guard !name.isEmpty, name.utf8.count <= 1024 else { return "empty or longer than 1024 bytes" }
        guard !name.hasPrefix("/"), !name.contains("\\"), !name.contains(":") else { return "absolute, or with \\ or :" }
        guard !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return "with control characters" }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 16 else { return "deeper than 16 folders" }
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else { return "with an empty part, . or .." }
        return nil
    }

    /// A name that every file system and every ZIP reader takes: ASCII letters, digits, `.`, `-` and `_`.
    static func safe(_ text: String) -> String {
        var result = ""
        for scalar in text.decomposed.unicodeScalars {
            switch scalar {
            case "A"..."Z", "a"..."z", "0"..."9", ".", "-", "_": result.unicodeScalars.append(scalar)
            case "Đ": result += "D"
            case "đ": result += "d"
            case "\u{0300}"..."\u{036F}": continue
            default: result += "_"
            }
        }
        return result
    }
}
