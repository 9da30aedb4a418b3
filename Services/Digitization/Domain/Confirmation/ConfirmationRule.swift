/// Which fields of which kinds of paper a second person confirms, and when: data, not code.
public struct ConfirmationRule: Hashable, Sendable, Codable {
    /// Paper type codes of high risk.
    public var paperTypes: [String]
    /// Fields that are watched; none = every field.
    public var fields: [String]
    /// Below this confidence a second person is asked. Range: `0...100`.
    public var minimumConfidence: Int

    /// Creates a rule.
    public init(paperTypes: [String], fields: [String] = [], minimumConfidence: Int) {
        self.paperTypes = paperTypes
        self.fields = fields
        self.minimumConfidence = minimumConfidence
    }

    /// The rules that come with the suite: papers that prove a person's status or a right to land, and the numbers on them.
    public static let standard: [ConfirmationRule] = [
        ConfirmationRule(
            paperTypes: ["birth", "marital"],
            fields: ["fullName", "birthDate", "personalId", "registrationNumber", "registrationDate"], minimumConfidence: 85),
        ConfirmationRule(
            paperTypes: ["land"],
            fields: [
                "fullName", "personalId", "spouseName", "spousePersonalId", "parcelNumber", "mapSheetNumber", "area",
                "certificateNumber", "registrationNumber",
            ], minimumConfidence: 85),
        ConfirmationRule(paperTypes: ["business"], fields: ["businessCode", "personalId", "capital"], minimumConfidence: 85),
    ]
}
