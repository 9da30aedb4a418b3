import SigningDomain
import Testing

/// The rules of Decree 30/2020, appendix I, as far as a program can judge them.
@Suite struct LayoutCheckTests {
    static let template = DocumentTemplate(
        type: .decision, name: "Quyết định", hasTitle: true, needsBasis: true, needsAddressee: false, hasArticles: true,
        opening: ["QUYẾT ĐỊNH:"], text: [])
    static let letter = DocumentTemplate(
        type: .officialLetter, name: "Công văn", hasTitle: false, needsBasis: false, needsAddressee: true, hasArticles: false,
        opening: [], text: [])

    static let content = DocumentContent(
        parentAgency: "UBND tỉnh Hồng Sơn", agency: "Sở Nội vụ", place: "Hồng Sơn", basis: ["Căn cứ Luật Tổ chức chính quyền địa phương"],
        blocks: [
            .init(kind: .centred, text: "QUYẾT ĐỊNH:"), .init(kind: .paragraph, lead: "Điều 1.", text: "Phân công."),
            .init(kind: .paragraph, lead: "Điều 2.", text: "Thi hành."),
        ], authority: ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], signerName: "Nguyễn Thị Hương", recipients: ["Như Điều 2", "Lưu: VT, CCVC"])

    private func rules(_ change: (inout DocumentContent) -> Void, subject: String = "Về việc phân công", _ template: DocumentTemplate = template) -> [String] {
        var content = Self.content
        change(&content)
        return LayoutCheck.faults(of: content, subject: subject, template: template).map(\.rule)
    }

    @Test func `R33 a decision as the decree has it has no fault`() {
        #expect(self.rules { _ in } == [])
    }

    static let broken: [(String, String, @Sendable (inout DocumentContent) -> Void)] = [
        ("agency.missing", "agency", { $0.agency = "" }),
        ("place.missing", "place", { $0.place = "" }),
        ("basis.missing", "basis", { $0.basis = [] }),
        ("basis.beginning", "basis[1]", { $0.basis = ["Luật Tổ chức"] }),
        ("basis.beginning", "basis[1]", { $0.basis = ["Căn cứ "] }),
        ("basis.marks", "basis[1]", { $0.basis = ["Căn cứ Luật Tổ chức;"] }),
        ("text.opening", "blocks", { $0.blocks.removeFirst() }),
        ("articles.order", "blocks[3]", { $0.blocks[2].lead = "Điều 3." }),
        ("text.empty", "blocks[4]", { $0.blocks.append(.init(kind: .paragraph)) }),
        ("chapters.order", "blocks[4]", { $0.blocks.append(.init(kind: .centred, text: "Chương 1")) }),
        ("authority.missing", "authority", { $0.authority = [] }),
        ("authority.mode", "authority[1]", { $0.authority[0] = "KT GIÁM ĐỐC" }),
        ("authority.position", "authority", { $0.authority.removeLast() }),
        ("signer.name", "signerName", { $0.signerName = "Hương" }),
        ("signer.title", "signerName", { $0.signerName = "TS. Nguyễn Thị Hương" }),
        ("recipients.filed", "recipients", { $0.recipients.removeLast() }),
        ("recipients.marks", "recipients[1]", { $0.recipients[0] = "- Như Điều 2;" }),
        ("annexes.unmentioned", "blocks", { $0.annexes = [.init(name: "Phụ lục", title: "A", blocks: [])] }),
        ("addressees.marks", "addressees[1]", { $0.addressees = ["- Sở Xây dựng"] }),
    ]

    @Test(arguments: broken) func `R33 each broken rule is named with its place and how to mend it`(
        _ rule: String, _ place: String, _ change: @Sendable (inout DocumentContent) -> Void
    ) {
        var content = Self.content
        change(&content)
        let faults = LayoutCheck.faults(of: content, subject: "Về việc phân công", template: Self.template)

        #expect(faults.map(\.rule) == [rule])
        #expect(faults.map(\.place) == [place])
        #expect(faults.allSatisfy { $0.vietnamese.contains("Hãy") && !$0.english.isEmpty })
    }

    @Test func `R33 annexes are numbered in Roman figures and a single one is not`() {
        let rules = self.rules {
            $0.blocks[1].text = "Phân công theo Phụ lục kèm theo."
            $0.annexes = [.init(name: "Phụ lục I", title: "A", blocks: []), .init(name: "Phụ lục 2", title: "", blocks: [])]
        }
        #expect(rules == ["annexes.name", "annexes.title"])
    }

    @Test func `R33 an official letter is addressed and does not say V-v twice`() {
        let rules = self.rules({ $0.basis = [] }, subject: "V/v phối hợp.", Self.letter)
        #expect(rules == ["subject.doubled", "subject.stop", "addressees.missing"])
    }

    @Test func `R33 titles before the name pass where the branch has them`() {
        #expect(self.rules { $0.signerName = "BS. Nguyễn Thị Hương"; $0.titlesUsual = true } == [])
    }

    @Test func `bounds of a content are kept`() {
        let broken: [(String, (inout DocumentContent) -> Void)] = [
            ("content", { $0.blocks[1].text = String(repeating: "a", count: 200_001) }),
            ("blocks[2]", { $0.blocks[1].text = "a\u{0}b" }),
            ("annexes", { $0.annexes = Array(repeating: .init(name: "P", title: "t", blocks: []), count: 21) }),
            ("blocks", { $0.blocks = Array(repeating: .init(kind: .paragraph, text: "a"), count: 2_001) }),
            ("columns", { $0.blocks.append(.init(kind: .table)) }),
            ("columns", { $0.blocks.append(.init(kind: .table, columns: [.init(title: "a", weight: 0)])) }),
            ("rows", { $0.blocks.append(.init(kind: .table, columns: [.init(title: "a", weight: 1)], rows: [["1", "2"]])) }),
            ("contact", { $0.contact = ["1", "2", "3", "4"] }),
        ]
        for (field, change) in broken {
            var content = Self.content
            change(&content)
            #expect(content.malformedField == field)
        }
        #expect(Self.content.malformedField == nil)
    }
}
