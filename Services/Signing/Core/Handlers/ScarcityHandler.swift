import Clocks
import Foundation
import HosoProto
import PKI
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Shows who can sign and which documents wait for it, so that a lack of signatures is seen before it stops work (V-21).
struct ScarcityHandler: Sendable {
    let tools: SigningTools

    /// The inventory.
    func signers(_ request: Hoso_Signing_V1_ListSignersRequest) async throws -> Hoso_Signing_V1_ListSignersResponse {
        guard request.endingWithinDays <= 36_500 else { throw SigningRefusal.malformed("ending_within_days") }
        let now = self.tools.clock.now()
        let end = request.endingWithinDays == 0 ? nil : now + .seconds(Int64(request.endingWithinDays) * 86_400)
        let found = try await self.tools.postgres.withConnection { try await ScarcityStore(session: $0).signers(endingBefore: end) }
        let mine = found.prefix(ScarcityStore.limit).filter { signer in
            request.organization.isEmpty || signer.organization == request.organization
        }
        return .with {
            $0.signers = mine.map { self.message($0, at: now) }
                .sorted { ($0.organization, $0.holder) < ($1.organization, $1.holder) }
            $0.hasMore_p = found.count > ScarcityStore.limit
        }
    }

    /// The documents that wait.
    func waiting(
        _ request: Hoso_Signing_V1_ListWaitingDocumentsRequest
    ) async throws -> Hoso_Signing_V1_ListWaitingDocumentsResponse {
        guard request.officerCode.utf8.count <= 255 else { throw SigningRefusal.malformed("officer_code") }
        let profiles = ScarcityStore.Profiles(self.tools.configuration.profiles)
        let officer = request.officerCode
        let found = try await self.tools.postgres.withConnection { connection in
            let store = ScarcityStore(session: connection)
            var found = try await store.unfinished(officer: officer)
            found += try await store.dueSignatures(officer: officer, profiles)
            found += try await store.unsignedAttachments(officer: officer, profiles)
            found += try await store.unsignedCopies(officer: officer, profiles)
            return found
        }
        let sorted = found.sorted { ($0.since, $0.subjectKey, $0.attachment) < ($1.since, $1.subjectKey, $1.attachment) }
        return .with {
            $0.documents = sorted.prefix(ScarcityStore.limit).map(Self.message)
            $0.hasMore_p = sorted.count > ScarcityStore.limit
        }
    }

    private func message(_ signer: ScarcityStore.Signer, at now: UTCInstant) -> Hoso_Signing_V1_Signer {
        let facts = signer.entry.facts(
            trust: self.tools.configuration.trust, at: now, revokedSince: signer.standing.revokedSince)
        let profiles = facts.profiles(among: self.tools.configuration.profiles.all, at: now).map(\.name)
        return .with {
            $0.certificateSha256 = Data(signer.entry.certificate.sha256)
            $0.holder = signer.entry.holder
            $0.subjectName = signer.entry.certificate.subject.commonName
            $0.organization = signer.organization
            $0.purpose = signer.entry.kind == .person ? .person : .organisation
            $0.notAfter = Google_Protobuf_Timestamp(signer.entry.certificate.notAfter)
            $0.state = Self.message(facts.state(at: now))
            $0.profiles = profiles
            if let time = signer.lastSignedAt { $0.lastSignedAt = Google_Protobuf_Timestamp(time) }
            $0.revocation = Self.message(signer.standing.state)
            if let time = signer.standing.revokedSince { $0.revokedAt = Google_Protobuf_Timestamp(time) }
            if let time = signer.standing.checkedAt { $0.revocationCheckedAt = Google_Protobuf_Timestamp(time) }
            $0.revocationSource = signer.standing.source
            $0.revocationFault = signer.standing.fault
        }
    }

    private static func message(_ state: CertificateStanding.State) -> Hoso_Signing_V1_RevocationState {
        switch state {
        case .unchecked: .unspecified
        case .good: .good
        case .revoked: .revoked
        case .unknown: .unknown
        case .nobodyToAsk: .nobodyToAsk
        }
    }

    private static func message(_ state: SignerFacts.State) -> Hoso_Signing_V1_CertificateState {
        switch state {
        case .usable: .usable
        case .notYetValid: .notYetValid
        case .expired: .expired
        case .notTrusted: .notTrusted
        case .revoked: .revoked
        }
    }

    private static func message(_ waiting: ScarcityStore.Waiting) -> Hoso_Signing_V1_WaitingDocument {
        .with {
            $0.subject = .with {
                $0.kind = waiting.subjectKind
                $0.id = Data(waiting.subjectID.bytes)
                $0.key = waiting.subjectKey
            }
            $0.profile = waiting.profile
            $0.officerCode = waiting.officer
            $0.since = Google_Protobuf_Timestamp(waiting.since)
            $0.reasonVi =
                switch waiting.attempt {
                case .none: ""
                case .failed: "Lần ký gần nhất bị từ chối hoặc quá hạn."
                case .notEntered: "Đã ký nhưng chưa được ghi vào văn bản."
                }
            $0.attachment = UInt32(clamping: waiting.attachment)
            $0.notation = waiting.notation
        }
    }
}

extension ScarcityStore.Signer {
    /// The organisation as the certificate names it; an organisation's certificate names it as its subject.
    fileprivate var organization: String {
        let subject = self.entry.certificate.subject
        return self.entry.kind == .organisation ? subject.commonName : subject.organization ?? ""
    }
}
