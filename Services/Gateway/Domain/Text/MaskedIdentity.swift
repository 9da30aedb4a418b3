/// Identity numbers and names as lists may show them (R77).
public enum MaskedIdentity {
    /// `079•••••••34`: the first three and last two characters stay; short ones disappear wholly.
    public static func number(_ id: String) -> String {
        let characters = Array(id)
        guard characters.count >= 9 else { return String(repeating: "•", count: characters.count) }
        let hidden = String(repeating: "•", count: characters.count - 5)
        return String(characters.prefix(3)) + hidden + String(characters.suffix(2))
    }
}
