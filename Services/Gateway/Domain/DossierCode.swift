/// What dossier codes look like.
public enum DossierCode {
    /// Whether a code has the form `{agency}-{yymmdd}-{ordinal}` (R10); file codes of work records have not.
    public static func isOne(_ code: String) -> Bool {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return false }
        let (day, ordinal) = (parts[parts.count - 2], parts[parts.count - 1])
        return day.utf8.count == 6 && !ordinal.isEmpty && (day + ordinal).utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
