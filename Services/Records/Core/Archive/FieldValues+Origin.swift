import Archive

extension FieldValues {
    /// What the archive and this service decide; everything else leaves as it came.
    private static let ours: Set<Field> = [
        .fileCode, .arcFileCode, .docCode, .arcDocCode, .docOrdinal, .process, .maintenance, .totalDoc, .numberOfPage, .title, .endDate,
    ]

    /// Takes what a package said before over what this service would say, as far as the set has the field.
    mutating func take(_ origin: FieldValues, for set: FieldSet) {
        for rule in set.rules where !Self.ours.contains(rule.field) {
            let value = origin[rule.field]
            if !value.isEmpty, rule.form.fault(in: value) == nil { self[rule.field] = value }
        }
    }
}
