import Clocks
import GatewayDomain
import HosoProto
import ServiceKit

/// What `/kho/{ownerId}` shows.
struct OwnerPage: Sendable {
    struct Held: Sendable {
        let title: String
        let validity: String
        let trust: String
        let origin: String
        let stored: String
        let reusable: String
    }

    struct Use: Sendable {
        let title: String
        let kind: String
        let who: String
        let why: String
        let when: String
    }

    let owner: String
    let held: [Held]
    let hasHeld: Bool
    let uses: [Use]
    let hasUses: Bool
    let nextHeld: String?
    let nextUses: String?

    init(
        _ held: Hoso_Records_V1_ListHeldDocumentsResponse, _ uses: Hoso_Records_V1_ListDocumentUsesResponse, owner: String,
        names: DirectoryNames
    ) {
        self.owner = MaskedIdentity.number(owner)
        self.held = held.documents.map { item in
            Held(
                title: item.document.title, validity: Self.validity(item), trust: Self.trust(item.trust),
                origin: item.document.dossierCode.isEmpty ? "–" : item.document.dossierCode,
                stored: PageText.time(item.document.storedAt, if: item.document.hasStoredAt), reusable: item.reusable ? "Có" : "Không")
        }
        self.hasHeld = !held.documents.isEmpty
        self.uses = uses.uses.map { use in
            let officer = use.officerCode.isEmpty ? [] : [use.officerCode]
            let agency = use.agencyCode.isEmpty ? [] : [names.agency(use.agencyCode)]
            let reasons = [use.purpose, use.dossierCode].filter { !$0.isEmpty }
            return Use(
                title: use.title, kind: Self.kind(use.kind), who: Self.joined(agency + officer), why: Self.joined(reasons),
                when: PageText.time(use.usedAt, if: use.hasUsedAt))
        }
        self.hasUses = !uses.uses.isEmpty
        self.nextHeld = Self.next(owner, "giay-to-sau", held.nextAfter)
        self.nextUses = Self.next(owner, "su-dung-sau", uses.nextAfter)
    }

    private static func joined(_ parts: [String]) -> String { parts.isEmpty ? "–" : parts.joined(separator: ", ") }

    private static func next(_ owner: String, _ name: String, _ place: String) -> String? {
        place.isEmpty ? nil : "/kho/\(PagePath.segment(owner))?\(name)=\(PagePath.segment(place))"
    }

    private static func validity(_ item: Hoso_Records_V1_HeldDocument) -> String {
        let end = item.hasValidUntil ? item.validUntil.date?.display ?? "" : ""
        return switch item.validity {
        case .unlimited: "Không rõ thời hạn"
        case .inForce: "Còn hiệu lực đến \(end)"
        case .expired: "Hết hiệu lực từ sau \(end)"
        case .recalled: "Đã bị thu hồi"
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    private static func trust(_ level: Hoso_Records_V1_TrustLevel) -> String {
        switch level {
        case .original: "Bản điện tử gốc, chữ ký hợp lệ"
        case .signedCopy: "Bản sao số hóa có chữ ký số hợp lệ"
        case .unverified: "Chưa có chữ ký hợp lệ"
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }

    private static func kind(_ kind: Hoso_Records_V1_UseKind) -> String {
        switch kind {
        case .origin: "Nộp hoặc nhận lần đầu"
        case .reuse: "Tái sử dụng"
        case .copy: "Cấp bản sao từ lưu trữ"
        case .unspecified, .UNRECOGNIZED: "–"
        }
    }
}
