import GatewayDomain
import HosoProto

/// What `/ho-so/{code}` shows.
struct DossierPage: Sendable {
    struct Event: Sendable {
        let time: String
        let machineTime: String
        let status: String
        let officer: String
        let note: String?
    }

    struct HandoverRow: Sendable {
        let time: String
        let from: String
        let to: String
        let due: String
        let onTime: String
    }

    let title: String
    let code: String
    let procedure: String
    let status: String
    let ownerName: String
    let ownerNumber: String
    let agency: String
    let competent: String
    let channel: String
    let opened: String
    let accepted: String
    let due: String
    let receipt: String?
    let components: [ComponentCard]
    let papersMissing: Bool
    let record: RecordCard?
    let recordNote: String?
    let history: [Event]
    let handovers: [HandoverRow]
    let hasHandovers: Bool

    init(_ journey: DossierJourney) {
        let dossier = journey.dossier.dossier
        self.title = "Hồ sơ \(dossier.code)"
        self.code = dossier.code
        self.procedure = dossier.procedureName
        self.status = StateWords.of(dossier.status)
        self.ownerName = dossier.owner.name
        self.ownerNumber = MaskedIdentity.number(dossier.owner.id)
        self.agency = journey.names.agency(dossier.receivingAgencyCode)
        self.competent = journey.names.agency(dossier.competentAgencyCode)
        self.channel = StateWords.of(dossier.channel)
        self.opened = PageText.time(dossier.openedAt, if: dossier.hasOpenedAt)
        self.accepted = PageText.time(dossier.acceptedAt, if: dossier.hasAcceptedAt)
        self.due = PageText.time(dossier.dueAt, if: dossier.hasDueAt)
        self.receipt =
            dossier.hasReceipt ? FileLink("", dossier.receipt, name: "giay-tiep-nhan-\(dossier.code).pdf").path : nil
        self.components = Self.components(journey)
        self.papersMissing = journey.papers == nil
        self.record = journey.record.map(RecordCard.init)
        self.recordNote = journey.record == nil ? journey.recordNote : nil
        self.history = journey.dossier.history.map { change in
            Event(
                time: PageText.time(change.changedAt, if: change.hasChangedAt),
                machineTime: PageText.machineTime(change.changedAt, if: change.hasChangedAt),
                status: StateWords.of(change.to), officer: journey.names.officer(change.officerCode),
                note: change.note.isEmpty ? nil : change.note)
        }
        self.handovers = journey.dossier.handovers.map { handover in
            HandoverRow(
                time: PageText.time(handover.handedAt, if: handover.hasHandedAt), from: journey.names.officer(handover.fromOfficerCode),
                to: "\(handover.toSection), \(journey.names.agency(handover.toAgencyCode))",
                due: PageText.time(handover.dueAt, if: handover.hasDueAt), onTime: handover.onTime ? "Đúng hạn" : "Quá hạn")
        }
        self.hasHandovers = !journey.dossier.handovers.isEmpty
    }

    private static func components(_ journey: DossierJourney) -> [ComponentCard] {
        let papers = journey.papers ?? []
        return journey.dossier.dossier.components.map { component in
            let own = papers.filter { $0.componentCode == component.code }
            return ComponentCard(
                component, ownerID: journey.dossier.dossier.owner.id, names: journey.names,
                papers: own.map { PaperCard($0, reports: journey.reports[$0.id] ?? [], progress: journey.progress[$0.id], awaiting: journey.awaiting[$0.id]) })
        }
    }
}
