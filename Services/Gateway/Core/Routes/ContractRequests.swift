import HosoProto
import SwiftProtobuf

/// A request in which a route names who acts or reads.
protocol OfficerNaming: Message {
    /// Takes the officer over.
    mutating func name(_ officer: String)
}

/// A request that names the officer as such.
protocol OfficerCoded: OfficerNaming {
    var officerCode: String { get set }
}

extension OfficerCoded {
    mutating func name(_ officer: String) { self.officerCode = officer }
}

/// A request that makes something once for each key.
protocol KeyedRequest: OfficerCoded {
    var idempotencyKey: String { get set }
}

extension Hoso_Signing_V1_ImportProcessRequest: OfficerCoded {}
extension Hoso_Signing_V1_GetDocumentRequest: OfficerCoded {}
extension Hoso_Signing_V1_TakeStepRequest: OfficerCoded {}
extension Hoso_Signing_V1_CompareVersionsRequest: OfficerCoded {}
extension Hoso_Signing_V1_RenderContentRequest: OfficerCoded {}
extension Hoso_Signing_V1_HandOverWorkRequest: OfficerCoded {}
extension Hoso_Signing_V1_MakeRegisterRequest: OfficerCoded {}
extension Hoso_Signing_V1_SettleNumberRequest: OfficerCoded {}
extension Hoso_Signing_V1_ListNumbersRequest: OfficerCoded {}
extension Hoso_Signing_V1_EnterCopySignatureRequest: OfficerCoded {}
extension Hoso_Signing_V1_GetCopyRequest: OfficerCoded {}
extension Hoso_Signing_V1_ListCopiesRequest: OfficerCoded {}
extension Hoso_Signing_V1_RegisterDelegationRequest: OfficerCoded {}
extension Hoso_Signing_V1_RevokeDelegationRequest: OfficerCoded {}
extension Hoso_Intake_V1_ImportReceptionRequest: OfficerCoded {}
extension Hoso_Intake_V1_ListIncomingRequest: OfficerCoded {}
extension Hoso_Intake_V1_GetIncomingRequest: OfficerCoded {}
extension Hoso_Intake_V1_TakeIncomingStepRequest: OfficerCoded {}
extension Hoso_Intake_V1_MakeIncomingBookRequest: OfficerCoded {}
extension Hoso_Intake_V1_MakeHandlingSlipRequest: OfficerCoded {}
extension Hoso_Intake_V1_HandOverIncomingRequest: OfficerCoded {}
extension Hoso_Signing_V1_DraftDocumentRequest: KeyedRequest {}
extension Hoso_Signing_V1_ReserveNumberRequest: KeyedRequest {}
extension Hoso_Signing_V1_MakeCopyRequest: KeyedRequest {}
extension Hoso_Signing_V1_PrepareSignatureRequest: KeyedRequest {}
extension Hoso_Intake_V1_EnterIncomingRequest: KeyedRequest {}
