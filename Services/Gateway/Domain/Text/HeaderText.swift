/// What may stand in the headers a caller chooses.
public enum HeaderText {
    /// A request id: 1 to 128 visible ASCII characters.
    public static func isRequestID(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// An idempotency key without its optional quotes: 1 to 255 visible ASCII characters; nil for anything else.
    ///
    /// Source: draft-ietf-httpapi-idempotency-key-header-07 makes it a quoted string; bare keys are common.
    public static func idempotencyKey(_ text: String) -> String? {
        var key = text[...]
        if key.utf8.count >= 2, key.first == "\"", key.last == "\"" { key = key.dropFirst().dropLast() }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 }) else {
            return nil
        }
        return String(key)
    }

    /// An officer, agency, dossier, component or file code: 1 to 64 letters, digits, `.`, `-`, `_` or `/`.
    public static func isCode(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }

    /// A media type `type/subtype` in lower case without parameters, or nil.
    public static func mediaType(_ text: String) -> String? {
        let type = text.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        let parts = type.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, type.utf8.count <= 100, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        let allowed = type.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
            default: false
            }
        }
        return allowed ? type : nil
    }
}
