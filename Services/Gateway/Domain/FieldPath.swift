/// Where in a message something is, as the services say it and as HTTP says it.
public enum FieldPath {
    /// `components[2].reuse_document_id` as `/components/2/reuseDocumentId` (RFC 6901).
    public static func jsonPointer(_ path: String) -> String {
        path.split { $0 == "." || $0 == "[" || $0 == "]" }.reduce(into: "") { pointer, part in
            pointer += "/" + self.camelCase(part)
        }
    }

    private static func camelCase(_ name: some StringProtocol) -> String {
        let words = name.split(separator: "_")
        guard let first = words.first else { return "" }
        return words.dropFirst().reduce(String(first)) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
            .replacing("~", with: "~0").replacing("/", with: "~1")
    }
}
