import Clocks
import IntakeDomain
import Testing

@testable import Intake

@Suite struct ReceiptSlipTests {
    @Test(arguments: [
        ("Ủy ban nhân dân xã Cẩm Lâm", "Cẩm Lâm"), ("Ủy ban nhân dân tỉnh Hồng Sơn", "Hồng Sơn"), ("Sở Xây dựng", nil),
        ("Ủy ban nhân dân phường Bến Gỗ", "Bến Gỗ"), ("", nil),
    ])
    func `the place of a slip is the place in the agency's name`(name: String, place: String?) {
        #expect(KnownAgency(name: name, parentCode: nil).place == place)
    }

    @Test func `R15 the same dossier gives the same slip to the byte`() throws {
        let first = try Self.slip(due: "2026-03-09T10:00:00.000000Z")
        let again = try Self.slip(due: "2026-03-09T10:00:00.000000Z")
        let other = try Self.slip(due: "2026-03-10T10:00:00.000000Z")

        #expect(first == again)
        #expect(first != other)
    }

    private static func slip(due: String) throws -> [UInt8] {
        let acceptedAt = try #require(UTCInstant(iso8601: "2026-03-02T02:00:00.000000Z"))
        let day = try #require(VietnamDate(iso8601: "2025-03-01"))
        let rule = ComponentRule(
            code: "TP01", name: "Đơn đề nghị đổi giấy phép lái xe", paperTypeCode: "licence", isRequired: true,
            role: .component, exemptionCode: nil)
        let procedure = try ProcedureVersion(
            code: "9.000101", version: 2, name: "Đổi giấy phép lái xe", sector: "Đường bộ",
            competentAgencyCode: "H99.12", handlingSection: "Phòng Vận tải và Người lái", limit: .workingDays(5),
            cutOffMinute: nil, components: [rule], validity: #require(ValidityPeriod(from: day)),
            filingNotation: "01.VT")
        let new = try NewDossier(
            procedure: procedure, owner: DossierOwner(id: "097176703494", name: "Phạm Thùy Mẫn"), channel: .desk,
            places: Places(receipt: "H99.21", support: nil, competent: "H99.12"), officerCode: "HS0031",
            assistedBy: nil, brought: [BroughtComponent(code: "TP01", originals: 1, copies: 0, reuse: nil)])
        let dossier = try new.open(
            id: #require(Identifier(bytes: [UInt8](repeating: 1, count: 16))),
            code: DossierCode("H99.21-260302-0001"), at: acceptedAt
        ).dossier
        return try ReceiptSlipMaker().slip(
            dossier, acceptedAt: acceptedAt, dueAt: #require(UTCInstant(iso8601: due)),
            names: SlipNames(
                parentAgency: "Ủy ban nhân dân tỉnh Hồng Sơn", desk: "Ủy ban nhân dân xã Cẩm Lâm", place: "Cẩm Lâm",
                officer: "Đỗ Hữu Toại"))
    }
}
