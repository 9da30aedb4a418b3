import HosoProto

/// One paper that a procedure asks for or produces.
struct ComponentRuleBody: Encodable {
    let code: String
    let name: String
    let paperTypeCode: String
    let required: Bool
    let role: String
    let digitize: Bool
    let exemptionCode: String

    init(_ wire: Hoso_Intake_V1_ComponentRule) {
        self.code = wire.code
        self.name = wire.name
        self.paperTypeCode = wire.paperTypeCode
        self.required = wire.required
        self.role = WireForm.word(wire.role)
        self.digitize = wire.digitize
        self.exemptionCode = wire.exemptionCode
    }
}
