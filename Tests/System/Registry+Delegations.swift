import Foundation
import Testing

/// Who may sign in whose place.
extension Registry {
    /// A leader's right is given to the head of a unit, shown, and taken back; who leads nothing gives no right.
    func checkDelegation(_ office: Office) async throws {
        func paper(from delegator: String) -> String {
            """
            {"agencyCode":"\(office.agency)","mode":"SIGNING_MODE_DELEGATED","delegation":{"documentNumber":"1/UQ-\(office.abbreviation)",
             "delegatorCode":"\(delegator)","delegateCode":"\(office.unitHead)","scope":"giấy mời",
             "validFrom":"2026-01-01T00:00:00Z","validTo":"2099-01-01T00:00:00Z"}}
            """
        }
        let refused = try await self.refused("delegate", by: office.clerk, body: paper(from: office.drafter))
        #expect(refused.contains(office.drafter))
        let entered = try await self.documents("delegate", by: office.clerk, body: paper(from: office.leader))
        let encoded = try #require(try entered.text("delegation.id"), "\(entered)")
        let bytes = [UInt8](try #require(Data(base64Encoded: encoded)))
        let hex = bytes.map { String(format: "%02x", $0) }.joined()
        let parts = [hex.prefix(8), hex.dropFirst(8).prefix(4), hex.dropFirst(12).prefix(4), hex.dropFirst(16).prefix(4), hex.dropFirst(20)]
        let id = parts.map(String.init).joined(separator: "-")
        let now = try await self.documents("delegations", by: office.clerk, query: "agency=\(office.agency)&inForce=true")
        #expect(now.body.contains("1/UQ-\(office.abbreviation)"))
        try await self.documents("delegation-revoke", by: office.clerk, id: id, body: #"{"reason":"hết công tác"}"#)
        let after = try await self.documents("delegations", by: office.clerk, query: "agency=\(office.agency)&inForce=true")
        #expect(!after.body.contains("1/UQ-\(office.abbreviation)"))
    }
}
