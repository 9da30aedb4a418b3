import GatewayDomain
import HosoProto

/// What `/giay-to/{id}` shows: what the machine read on a paper, and known names that are like it, for the person who confirms
/// (R30).
struct PaperPage: Sendable {
    struct Field: Sendable {
        let name: String
        let value: String
        let confidence: String
        let page: String
        let suggestion: String?
    }

    let title: String
    let dossierPath: String
    let dossierCode: String
    let state: String
    let files: [FileLink]
    let caption: String
    let fields: [Field]
    let hasFields: Bool
    let hasSuggestions: Bool
    /// Why there is nothing to confirm yet or any more; nil where there is.
    let note: String?

    /// Whether the fields of a paper wait to be confirmed.
    static func awaitsConfirmation(_ state: Hoso_Digitization_V1_PaperState) -> Bool { state == .signed }

    /// - Parameters:
    ///   - paper: The paper.
    ///   - reading: What was read on it; nil before the signature and where somebody confirmed it.
    init(_ paper: Hoso_Digitization_V1_Paper, reading: Hoso_Digitization_V1_ExtractFieldsResponse?) {
        self.title = "Đối chiếu: \(paper.title)"
        self.dossierPath = "/ho-so/\(PagePath.segment(paper.dossierCode))"
        self.dossierCode = paper.dossierCode
        self.state = PaperSteps(paper.state).summary
        self.files = PaperCard(paper, reports: []).files
        let suggestions = reading?.suggestions ?? []
        self.fields = (reading?.fields ?? paper.fields).map { field in
            Field(
                name: FieldWords.of(field.name), value: field.value.isEmpty ? "–" : field.value,
                confidence: field.page > 0 ? "\(field.confidence) %" : "người nhập",
                page: field.page > 0 ? VietnameseForm.number(Int64(field.page)) : "–",
                suggestion: suggestions.first { $0.field == field.name }.map(Self.words))
        }
        self.hasFields = !self.fields.isEmpty
        self.hasSuggestions = !suggestions.isEmpty
        self.caption = reading == nil ? "Dữ liệu đã được người có trách nhiệm xác nhận" : "Dữ liệu máy đọc được, chưa ai xác nhận"
        self.note = Self.note(hasReading: reading != nil, hasFields: self.hasFields)
    }

    private static func note(hasReading: Bool, hasFields: Bool) -> String? {
        if hasFields { return nil }
        return hasReading ? "Máy không đọc được trường nào; hãy nhập theo bản giấy." : "Chưa có dữ liệu: bóc tách chỉ sau khi bản sao được ký số."
    }

    private static func words(_ suggestion: Hoso_Digitization_V1_FieldSuggestion) -> String {
        "\(suggestion.value) (giống \(suggestion.likeness) %, theo \(suggestion.source))"
    }
}
