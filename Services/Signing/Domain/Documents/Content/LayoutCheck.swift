/// The rules of layout and form that a program can judge; each fault says how to mend it.
///
/// Source: Decree 30/2020, article 8 and appendix I, part I, section II (numbers in brackets).
public struct LayoutCheck: Sendable {
    private let content: DocumentContent
    private let subject: String
    private let template: DocumentTemplate
    private var faults: [LayoutFault] = []

    private init(_ content: DocumentContent, _ subject: String, _ template: DocumentTemplate) {
        self.content = content
        self.subject = subject
        self.template = template
    }

    /// What does not hold.
    public static func faults(of content: DocumentContent, subject: String, template: DocumentTemplate) -> [LayoutFault] {
        var check = LayoutCheck(content, subject, template)
        check.head()
        check.basis()
        check.text()
        check.numbering(content.blocks, "blocks")
        check.signer()
        check.recipients()
        check.annexes()
        return check.faults
    }

    private mutating func report(_ rule: String, _ place: String, _ vietnamese: String, _ english: String) {
        self.faults.append(LayoutFault(rule, place, vietnamese, english))
    }

    /// (2), (4), (5): agency, place, summary.
    private mutating func head() {
        if self.content.agency.isEmpty {
            self.report("agency.missing", "agency", "Thiếu tên cơ quan ban hành. Hãy ghi đầy đủ tên cơ quan.", "The issuing agency is missing. Write its full name.")
        }
        if self.content.place.isEmpty {
            self.report("place.missing", "place", "Thiếu địa danh trước ngày, tháng, năm. Hãy ghi tên nơi cơ quan đóng trụ sở.", "The place before the date is missing. Write where the agency has its seat.")
        }
        let lower = self.subject.lowercased()
        if lower.hasPrefix("v/v") || (!self.template.hasTitle && lower.hasPrefix("về việc")) {
            self.report("subject.doubled", "subject", "Trích yếu đã có «V/v» khi in. Hãy bỏ «V/v», «Về việc» ở đầu.", "«V/v» is printed before the summary. Leave «V/v» and «Về việc» out at its beginning.")
        }
        if self.subject.hasSuffix(".") {
            self.report("subject.stop", "subject", "Trích yếu không có dấu chấm cuối. Hãy bỏ dấu chấm.", "The summary bears no full stop. Take it away.")
        }
        if self.template.needsAddressee, self.content.addressees.isEmpty {
            self.report("addressees.missing", "addressees", "\(self.template.name) phải có «Kính gửi». Hãy ghi nơi nhận chính.", "\(self.template.name) is addressed (Kính gửi). Name the addressee.")
        }
        for (index, name) in self.content.addressees.enumerated() where Self.hasMarks(name) {
            self.report("addressees.marks", "addressees[\(index + 1)]", "Gạch đầu dòng và dấu cuối dòng do hệ thống in. Hãy bỏ «-», «;», «.».", "Hyphens and stops are printed. Leave them out.")
        }
    }

    /// (6): each basis in italics, on a line of its own.
    private mutating func basis() {
        if self.template.needsBasis, self.content.basis.isEmpty {
            self.report("basis.missing", "basis", "\(self.template.name) phải có căn cứ ban hành. Hãy thêm ít nhất một căn cứ.", "\(self.template.name) rests on a legal basis. Add at least one.")
        }
        let beginnings = ["căn cứ ", "theo đề nghị ", "xét đề nghị ", "xét ", "thực hiện ", "trên cơ sở "]
        for (index, text) in self.content.basis.enumerated() {
            let lower = text.lowercased()
            if !beginnings.contains(where: { lower.hasPrefix($0) && lower.count > $0.count }) {
                self.report("basis.beginning", "basis[\(index + 1)]", "Căn cứ phải bắt đầu bằng «Căn cứ …», «Theo đề nghị của …» và nêu rõ văn bản. Hãy viết lại.", "A basis begins with «Căn cứ …» or «Theo đề nghị của …» and names a document. Write it anew.")
            }
            if Self.hasMarks(text) {
                self.report("basis.marks", "basis[\(index + 1)]", "Dấu «;» và «.» cuối căn cứ do hệ thống in. Hãy bỏ.", "The stops behind a basis are printed. Leave them out.")
            }
        }
    }

    /// (6): the text is there, and so are the lines that open it.
    private mutating func text() {
        let hasText = self.content.blocks.contains { $0.kind == .table || ($0.kind == .paragraph && !($0.text + $0.lead).isEmpty) }
        if !hasText { self.report("text.missing", "blocks", "Văn bản chưa có nội dung. Hãy viết ít nhất một đoạn.", "There is no text. Write at least one paragraph.") }
        for line in self.template.opening where !self.content.blocks.contains(where: { $0.kind == .centred && $0.text == line }) {
            self.report("text.opening", "blocks", "Thiếu dòng «\(line)» ở giữa, trước nội dung. Hãy thêm dòng này.", "The line «\(line)» in the middle before the text is missing. Add it.")
        }
        for (index, block) in self.content.blocks.enumerated() where block.kind != .table && (block.lead + block.text).isEmpty {
            self.report("text.empty", "blocks[\(index + 1)]", "Đoạn trống. Hãy viết hoặc xóa đoạn này.", "The paragraph is empty. Write it or take it away.")
        }
        if self.template.hasArticles, !self.content.blocks.contains(where: { $0.lead.hasPrefix("Điều ") }) {
            self.report("articles.missing", "blocks", "\(self.template.name) được bố cục theo điều. Hãy đặt «Điều 1.» ở phần chữ đậm đầu đoạn.", "\(self.template.name) is divided into articles. Put «Điều 1.» as the lead of a paragraph.")
        }
    }

    /// (6): articles and chapters are numbered one after the other.
    private mutating func numbering(_ blocks: [DocumentContent.Block], _ name: String) {
        var article = 0, chapter = 0
        for (index, block) in blocks.enumerated() {
            if block.lead.hasPrefix("Điều ") {
                article += 1
                if block.lead != "Điều \(article)." {
                    self.report("articles.order", "\(name)[\(index + 1)]", "Các điều đánh số liên tục. Hãy ghi «Điều \(article).».", "Articles are numbered one after the other. Here stands «Điều \(article).».")
                }
            }
            if block.kind == .centred, block.text.hasPrefix("Chương ") {
                chapter += 1
                if block.text != "Chương \(Self.roman(chapter))" {
                    self.report("chapters.order", "\(name)[\(index + 1)]", "Chương đánh số La Mã liên tục, tên chương ở dòng sau. Hãy ghi «Chương \(Self.roman(chapter))».", "Chapters are numbered in Roman figures, their titles stand on the next line. Here stands «Chương \(Self.roman(chapter))».")
                }
            }
        }
    }

    /// (7): authority, position and name of the signer.
    private mutating func signer() {
        guard let first = self.content.authority.first else {
            return self.report("authority.missing", "authority", "Thiếu quyền hạn, chức vụ của người ký. Hãy ghi, ví dụ «GIÁM ĐỐC» hoặc «KT. GIÁM ĐỐC» và «PHÓ GIÁM ĐỐC».", "Authority and position of the signer are missing. Write for example «GIÁM ĐỐC», or «KT. GIÁM ĐỐC» and «PHÓ GIÁM ĐỐC».")
        }
        let modes = ["TM", "KT", "TL", "TUQ", "Q"]
        let upper = first.uppercased()
        if let mode = modes.first(where: { upper.hasPrefix("\($0) ") || upper.hasPrefix("\($0)/") }) {
            self.report("authority.mode", "authority[1]", "Sau chữ viết tắt phải có dấu chấm: «\(mode). …». Hãy sửa.", "The abbreviation takes a full stop: «\(mode). …». Mend it.")
        }
        if modes.dropLast().contains(where: { upper.hasPrefix("\($0).") }), self.content.authority.count < 2 {
            self.report("authority.position", "authority", "Ký thay mặt, ký thay, thừa lệnh hoặc thừa ủy quyền phải ghi chức vụ người ký ở dòng sau. Hãy thêm.", "Who signs for others names the own position on the next line. Add it.")
        }
        let name = self.content.signerName
        if name.split(separator: " ").count < 2 {
            self.report("signer.name", "signerName", "Phải ghi họ, chữ đệm và tên của người ký. Hãy ghi đầy đủ.", "The full name of the signer is missing. Write it.")
        }
        let titles = ["gs.", "pgs.", "ts.", "ths.", "bs.", "ông ", "bà ", "nsnd", "nsưt", "tiến sĩ", "thạc sĩ"]
        if !self.content.titlesUsual, let title = titles.first(where: { name.lowercased().hasPrefix($0) }) {
            self.report("signer.title", "signerName", "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu («\(title)»). Hãy bỏ.", "No title stands before the signer's name («\(title)»). Leave it out.")
        }
    }

    /// (9): recipients end with where the document is filed.
    private mutating func recipients() {
        guard let last = self.content.recipients.last, last.hasPrefix("Lưu:"), last.contains("VT") else {
            return self.report("recipients.filed", "recipients", "Dòng cuối của nơi nhận phải là «Lưu: VT, …». Hãy thêm.", "The last recipient is «Lưu: VT, …». Add it.")
        }
        for (index, name) in self.content.recipients.enumerated() where Self.hasMarks(name) {
            self.report("recipients.marks", "recipients[\(index + 1)]", "Gạch đầu dòng và dấu cuối dòng do hệ thống in. Hãy bỏ «-», «;», «.».", "Hyphens and stops are printed. Leave them out.")
        }
        if self.content.recipients.count > 40 {
            self.report("recipients.many", "recipients", "Nơi nhận dài quá 40 dòng. Hãy nêu theo nhóm, ví dụ «Các sở, ban, ngành».", "There are more than 40 recipients. Name groups of them.")
        }
    }

    /// The text leads to the annexes, and these are numbered in Roman figures.
    private mutating func annexes() {
        let annexes = self.content.annexes
        guard !annexes.isEmpty else { return }
        let text = self.content.blocks.map { "\($0.lead) \($0.text)".lowercased() }.joined(separator: " ")
        if !text.contains("phụ lục") && !text.contains("kèm theo") {
            self.report("annexes.unmentioned", "blocks", "Trong văn bản phải có chỉ dẫn về phụ lục. Hãy thêm, ví dụ «(Phụ lục kèm theo)».", "The text does not lead to the annex. Add for example «(Phụ lục kèm theo)».")
        }
        for (index, annex) in annexes.enumerated() {
            let name = annexes.count == 1 ? "Phụ lục" : "Phụ lục \(Self.roman(index + 1))"
            if annex.name != name {
                self.report("annexes.name", "annexes[\(index + 1)].name", "Tên phụ lục phải là «\(name)». Hãy sửa.", "The annex is named «\(name)». Mend it.")
            }
            if annex.title.isEmpty {
                self.report("annexes.title", "annexes[\(index + 1)].title", "Phụ lục phải có tên. Hãy ghi tên phụ lục.", "The annex has no title. Write it.")
            }
            self.numbering(annex.blocks, "annexes[\(index + 1)].blocks")
        }
    }

    private static func hasMarks(_ text: String) -> Bool { text.hasPrefix("-") || text.hasSuffix(";") || text.hasSuffix(".") }

    /// A number from 1 to 39 in Roman figures.
    static func roman(_ number: Int) -> String {
        let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
        guard (1...39).contains(number) else { return "\(number)" }
        return String(repeating: "X", count: number / 10) + ones[number % 10]
    }
}
