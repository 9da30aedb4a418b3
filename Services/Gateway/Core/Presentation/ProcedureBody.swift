import HosoProto

/// One version of a procedure.
struct ProcedureBody: Encodable {
    let code: String
    let version: Int32
    let name: String
    let sector: String
    let competentAgencyCode: String
    let handlingSection: String
    let limit: Int32
    let limitUnit: String
    let cutOffMinute: Int32
    let components: [ComponentRuleBody]
    let validFrom: String?
    let validTo: String?
    let filingNotation: String

    init(_ wire: Hoso_Intake_V1_ProcedureVersion) {
        self.code = wire.code
        self.version = wire.version
        self.name = wire.name
        self.sector = wire.sector
        self.competentAgencyCode = wire.competentAgencyCode
        self.handlingSection = wire.handlingSection
        self.limit = wire.limit
        self.limitUnit = WireForm.word(wire.limitUnit)
        self.cutOffMinute = wire.cutOffMinute
        self.components = wire.components.map(ComponentRuleBody.init)
        self.validFrom = WireForm.day(wire.validFrom, if: wire.hasValidFrom)
        self.validTo = WireForm.day(wire.validTo, if: wire.hasValidTo)
        self.filingNotation = wire.filingNotation
    }
}
