import HosoProto

/// Answer of `POST /v1/papers/{id}/extract`.
struct FieldsBody: Encodable {
    /// A known name that a field may have been meant to say.
    struct Suggestion: Encodable {
        let field: String
        let value: String
        let likeness: Int32
        let source: String
    }

    let fields: [FieldValueBody]
    let suggestions: [Suggestion]

    init(_ wire: Hoso_Digitization_V1_ExtractFieldsResponse) {
        self.fields = wire.fields.map(FieldValueBody.init)
        self.suggestions = wire.suggestions.map {
            Suggestion(field: $0.field, value: $0.value, likeness: $0.likeness, source: $0.source)
        }
    }
}
