import GatewayDomain
import HosoProto
import ServiceKit

/// What `/` shows.
struct HomePage: Sendable {
    struct Row: Sendable {
        let path: String
        let code: String
        let procedure: String
        let owner: String
        let status: String
        let agency: String
        let due: String
    }

    let title = "Hồ sơ thủ tục hành chính"
    let dossiers: [Row]
    let hasDossiers: Bool
    let count: Int
    let next: String?

    init(_ wire: Hoso_Intake_V1_ListDossiersResponse, names: DirectoryNames) {
        self.dossiers = wire.dossiers.map { dossier in
            Row(
                path: PagePath.segment(dossier.code), code: dossier.code, procedure: dossier.procedureName,
                owner: MaskedIdentity.number(dossier.owner.id), status: StateWords.of(dossier.status),
                agency: names.agency(dossier.receivingAgencyCode), due: PageText.time(dossier.dueAt, if: dossier.hasDueAt))
        }
        self.hasDossiers = !wire.dossiers.isEmpty
        self.count = wire.dossiers.count
        self.next = WireForm.id(wire.nextAfterDossierID)
    }
}
