import HosoProto

/// Answer of `GET /v1/procedures`.
struct ProceduresBody: Encodable {
    let procedures: [ProcedureBody]

    init(_ wire: Hoso_Intake_V1_ListProceduresResponse) { self.procedures = wire.versions.map(ProcedureBody.init) }
}
