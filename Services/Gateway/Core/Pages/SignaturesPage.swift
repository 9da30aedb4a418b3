import Clocks
import GatewayDomain
import HosoProto
import ServiceKit
import SwiftProtobuf

/// What `/chu-ky-so` shows: certificates by agency, documents that wait for a signature, and what signed documents lack
/// (V-21, V-22).
struct SignaturesPage: Sendable {
    struct Certificate: Sendable {
        let holder: String
        let name: String
        let purpose: String
        let state: String
        let isUsable: Bool
        let end: String
        let revocation: String
        let checked: String
        let profiles: String
        let last: String
    }

    struct Agency: Sendable {
        let name: String
        /// For the ids of the page.
        let number: Int
        let usable: Int
        let total: Int
        let certificates: [Certificate]
    }

    struct Waiting: Sendable {
        let key: String
        /// Where the dossier is shown; nil for what is not of a dossier.
        let path: String?
        let profile: String
        let officer: String
        let since: String
        let days: Int
        let reason: String
    }

    struct Owed: Sendable {
        let key: String
        let officer: String
        let reached: String
        let wanted: String
        let reason: String
        let since: String
        let tries: UInt32
        let due: String
    }

    let title = "Chữ ký số"
    let organization: String
    let isFiltered: Bool
    let agencies: [Agency]
    let hasAgencies: Bool
    let hasMoreCertificates: Bool
    let usable: Int
    let total: Int
    let waiting: [Waiting]
    let waitingCount: Int
    let hasWaiting: Bool
    let hasMoreWaiting: Bool
    let owed: [Owed]
    let owedCount: Int
    let hasOwed: Bool
    let hasMoreOwed: Bool

    init(
        signers: Hoso_Signing_V1_ListSignersResponse, waiting: Hoso_Signing_V1_ListWaitingDocumentsResponse,
        owed: Hoso_Signing_V1_ListSignatureUpkeepResponse, organization: String, now: UTCInstant
    ) {
        self.organization = organization
        self.isFiltered = !organization.isEmpty
        let groups = Dictionary(grouping: signers.signers, by: \.organization).sorted { $0.key < $1.key }
        self.agencies = groups.enumerated().map { index, group in
            Agency(
                name: group.key.isEmpty ? "Không ghi cơ quan" : group.key, number: index + 1,
                usable: group.value.count { $0.state == .usable }, total: group.value.count,
                certificates: group.value.map(Self.certificate))
        }
        self.hasAgencies = !groups.isEmpty
        self.hasMoreCertificates = signers.hasMore_p
        self.usable = signers.signers.count { $0.state == .usable }
        self.total = signers.signers.count
        self.waiting = waiting.documents.map { Self.waiting($0, now: now) }
        self.waitingCount = waiting.documents.count
        self.hasWaiting = !waiting.documents.isEmpty
        self.hasMoreWaiting = waiting.hasMore_p
        self.owed = owed.upkeep.map(Self.owed)
        self.owedCount = owed.upkeep.count
        self.hasOwed = !owed.upkeep.isEmpty
        self.hasMoreOwed = owed.hasMore_p
    }

    private static func certificate(_ signer: Hoso_Signing_V1_Signer) -> Certificate {
        Certificate(
            holder: signer.holder, name: signer.subjectName, purpose: SignatureWords.of(signer.purpose),
            state: SignatureWords.of(signer.state), isUsable: signer.state == .usable,
            end: PageText.time(signer.notAfter, if: signer.hasNotAfter), revocation: SignatureWords.of(signer.revocation),
            checked: PageText.time(signer.revocationCheckedAt, if: signer.hasRevocationCheckedAt),
            profiles: signer.profiles.isEmpty ? "–" : signer.profiles.joined(separator: ", "),
            last: PageText.time(signer.lastSignedAt, if: signer.hasLastSignedAt))
    }

    private static func waiting(_ document: Hoso_Signing_V1_WaitingDocument, now: UTCInstant) -> Waiting {
        let days = document.since.instant.map { ((now - $0) / .seconds(86_400)).rounded(.down) } ?? 0
        return Waiting(
            key: Self.name(document), path: Self.path(document.subject), profile: document.profile,
            officer: document.officerCode.isEmpty ? "Cơ quan" : document.officerCode,
            since: PageText.time(document.since, if: document.hasSince), days: Int(max(0, min(days, 99_999))),
            reason: document.reasonVi.isEmpty ? "–" : document.reasonVi)
    }

    /// What people call it: number and notation where there is one.
    private static func name(_ document: Hoso_Signing_V1_WaitingDocument) -> String {
        let name = document.notation.isEmpty ? document.subject.key : document.notation
        return document.attachment == 0 ? name : "\(name), phụ lục \(document.attachment)"
    }

    private static func path(_ subject: Hoso_Signing_V1_Subject) -> String? {
        subject.kind.hasPrefix("signing.") ? nil : PagePath.segment(subject.key)
    }

    private static func owed(_ item: Hoso_Signing_V1_SignatureUpkeep) -> Owed {
        Owed(
            key: item.subjectKey, officer: item.officerCode, reached: SignatureWords.of(item.reached),
            wanted: SignatureWords.of(item.wanted), reason: SignatureWords.of(item.reason),
            since: PageText.time(item.sinceAt, if: item.hasSinceAt), tries: item.tries,
            due: PageText.time(item.dueAt, if: item.hasDueAt))
    }
}
