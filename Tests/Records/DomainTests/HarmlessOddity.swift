import Clocks
import RecordsDomain

/// Something that looks like a defect and is none; a check that names it is not precise.
struct HarmlessOddity: Sendable {
    let name: String
    let add: @Sendable (inout CorpusCase) throws -> Void

    init(_ name: String, _ add: @escaping @Sendable (inout CorpusCase) throws -> Void) {
        self.name = name
        self.add = add
    }

    static let all = [
        HarmlessOddity("a draft of nothing issued, unsigned and without fields") {
            $0.documents.append(try CorpusCase.document(41, "", []) {
                $0.form = .draft
                $0.number = ""
                $0.issuer = ""
            })
        },
        HarmlessOddity("an unsigned attachment without fields") {
            $0.documents.append(try CorpusCase.document(42, "", []) {
                $0.form = .attachment
                $0.attachedTo = try CorpusCase.id(26)
                $0.pages = 0
            })
        },
        HarmlessOddity("one paper for two components") {
            $0.documents.append(try CorpusCase.document(43, "bienBan", component: "TP55", id: CorpusCase.id(27), [.personal]) {
                $0.digest = [UInt8](repeating: 27, count: 32)
                $0.number = "27"
            })
        },
        HarmlessOddity("the number of another issuer") {
            $0.documents.append(try CorpusCase.document(44, "bienBan", [.personal]) {
                $0.number = "28"
                $0.issuer = "Sở Nội vụ"
            })
        },
        HarmlessOddity("two documents without number") {
            for ordinal in [45, 46] { $0.documents.append(try CorpusCase.document(ordinal, "bienBan", [.personal]) { $0.number = "" }) }
        },
        HarmlessOddity("an unjudged signature beside a valid one") {
            try $0.change(29) { $0.signatures.append(FiledSignature(kind: .organization, signer: "", verdict: .unjudged)) }
        },
        HarmlessOddity("dated on the last day") { try $0.change(30) { $0.issuedOn = $0.issuedOn.map { max($0, CorpusCase.early) } } },
        HarmlessOddity("a paper nobody needs") {
            $0.expected.append(ExpectedPaper(componentCode: "TP77", name: "Bản đồ", required: false))
        },
        HarmlessOddity("more attachments than announced") {
            for ordinal in [47, 48] {
                $0.documents.append(try CorpusCase.document(ordinal, "phuLuc", []) {
                    $0.form = .attachment
                    $0.attachedTo = try CorpusCase.id(26)
                })
            }
        },
        HarmlessOddity("more happened than was asked") { $0.details.happened.insert(.settlementApproved) },
    ]
}
