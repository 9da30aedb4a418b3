import GatewayDomain
import HosoProto

/// One component on the page of its dossier.
struct ComponentCard: Sendable {
    let code: String
    let name: String
    let digitization: String
    let resultCode: String?
    let kind: String
    let papers: [PaperCard]

    init(_ component: Hoso_Intake_V1_DossierComponent, ownerID: String, names: DirectoryNames, papers: [PaperCard]) {
        self.code = component.code
        self.name = component.name
        self.digitization = component.digitize ? StateWords.of(component.digitization) : "Không phải số hóa"
        self.resultCode = component.resultCode.isEmpty ? nil : MaskedIdentity.masking(ownerID, in: component.resultCode)
        let role = component.role == .result ? "Kết quả giải quyết" : component.required ? "Bắt buộc" : "Không bắt buộc"
        let sheets = component.role == .result ? "" : " · \(component.originals) bản chính, \(component.copies) bản sao"
        let exemption = component.exemptionCode.isEmpty ? "" : " · lý do miễn số hóa: \(names.exemption(component.exemptionCode))"
        self.kind = role + sheets + exemption
        self.papers = papers
    }
}
