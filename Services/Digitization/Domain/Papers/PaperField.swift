/// One value of a paper: proposed by the machine or confirmed by a person.
public struct PaperField: Hashable, Sendable {
    /// Stable name, for example `fullName`.
    public var name: String
    /// The value as printed, or a date as `2026-03-05`.
    public var value: String
    /// How sure the machine is; 100 where a person typed it. Range: `0...100`.
    public var confidence: Int
    /// Page on which it stands, from 1; 0 = nowhere.
    public var page: Int
    /// Where it stands on the page.
    public var box: PaperBox?

    /// Creates a field.
    public init(name: String, value: String, confidence: Int, page: Int = 0, box: PaperBox? = nil) {
        self.name = name
        self.value = value
        self.confidence = confidence
        self.page = page
        self.box = box
    }
}
