/// The field sets themselves: 18 of a record, 5 and 4 of a batch, 7 of a request; 21, 19 and 20 of a document.
extension FieldSet {
    static func record(_ code: Field) -> FieldSet {
        FieldSet([
            FieldRule(code, .text(most: 100), .always),
            FieldRule(.title, .text(most: 1000), .always),
            FieldRule(.maintenance, .code(.maintenance), .always),
            FieldRule(.mode, .code(.mode), .always),
            FieldRule(.language, .codes(.language), .always),
            FieldRule(.startDate, .date, .expected),
            FieldRule(.endDate, .date, .expected),
            FieldRule(.keyword, .text(most: 100)),
            FieldRule(.totalDoc, .number(most: 10), .always),
            FieldRule(.numberOfPaper, .number(most: 10)),
            FieldRule(.numberOfPage, .number(most: 10), .always),
            FieldRule(.format, .code(.format)),
            FieldRule(.inforSign, .text(most: 30)),
            FieldRule(.confidenceLevel, .code(.confidenceLevel)),
            FieldRule(.paperFileCode, .text(most: 100)),
            FieldRule(.riskRecovery, .flag, .always),
            FieldRule(.riskRecoveryStatus, .code(.riskRecoveryStatus)),
            FieldRule(.description, .text(most: 2000)),
        ])
    }

    static let submittedDocuments = FieldSet([
        FieldRule(.fileCode, .text(most: 100), .always),
        FieldRule(.title, .text(most: 1000), .always),
        FieldRule(.source, .flag, .always),
        FieldRule(.totalDoc, .number(most: 10), .always),
        FieldRule(.description, .text(most: 2000)),
    ])

    static let archivedDocuments = FieldSet([
        FieldRule(.arcFileCode, .text(most: 100), .always),
        FieldRule(.title, .text(most: 1000), .always),
        FieldRule(.source, .text(most: 100), .always),
        FieldRule(.description, .text(most: 2000)),
    ])

    static let request = FieldSet([
        FieldRule(.requestID, .text(most: 100), .always),
        FieldRule(.requestDate, .date, .always),
        FieldRule(.purpose, .code(.purpose), .always),
        FieldRule(.purposeContent, .text(most: 1000)),
        FieldRule(.feeObjectType, .code(.feeObjectType)),
        FieldRule(.researchTopic, .text(most: 500)),
        FieldRule(.description, .text(most: 2000)),
    ])

    private static let submittedRules: [FieldRule] = [
        FieldRule(.docId, .text(most: 25), .always),
        FieldRule(.docCode, .text(most: 100), .always),
        FieldRule(.maintenance, .code(.maintenance), .always),
        FieldRule(.typeName, .code(.typeName), .always),
        FieldRule(.codeNumber, .text(most: 11)),
        FieldRule(.codeNotation, .text(most: 30)),
        FieldRule(.issuedDate, .date, .expected),
        FieldRule(.organName, .text(most: 200), .expected),
        FieldRule(.subject, .text(most: 500), .always),
        FieldRule(.language, .codes(.language), .always),
        FieldRule(.numberOfPage, .number(most: 4), .always),
        FieldRule(.inforSign, .text(most: 30)),
        FieldRule(.keyword, .text(most: 100)),
        FieldRule(.mode, .code(.mode), .always),
        FieldRule(.confidenceLevel, .code(.confidenceLevel)),
        FieldRule(.autograph, .text(most: 2000)),
        FieldRule(.format, .code(.format)),
        FieldRule(.riskRecovery, .flag, .always),
        FieldRule(.riskRecoveryStatus, .code(.riskRecoveryStatus)),
        FieldRule(.process, .flag),
        FieldRule(.description, .text(most: 500)),
    ]

    static let submittedDocument = FieldSet(Self.submittedRules)

    static let archivedDocument = FieldSet([
        FieldRule(.arcFileCode, .text(most: 100), .always),
        FieldRule(.mode, .code(.mode), .always),
        FieldRule(.language, .codes(.language), .always),
        FieldRule(.keyword, .text(most: 100)),
        FieldRule(.numberOfPage, .number(most: 4), .always),
        FieldRule(.format, .code(.format)),
        FieldRule(.inforSign, .text(most: 30)),
        FieldRule(.confidenceLevel, .code(.confidenceLevel)),
        FieldRule(.description, .text(most: 500)),
        FieldRule(.docCode, .text(most: 100), .always),
        FieldRule(.docOrdinal, .number(most: 7), .always),
        FieldRule(.typeName, .code(.typeName), .always),
        FieldRule(.codeNumber, .text(most: 11)),
        FieldRule(.codeNotation, .text(most: 30)),
        FieldRule(.issuedDate, .date, .expected),
        FieldRule(.organName, .text(most: 200), .expected),
        FieldRule(.subject, .text(most: 500), .always),
        FieldRule(.autograph, .text(most: 2000)),
        FieldRule(.process, .flag),
    ])

    /// As submitted, under the code of the archive and without the issuer.
    static let usedDocument = FieldSet(Self.submittedRules.compactMap { rule in
        switch rule.field {
        case .organName: nil
        case .docCode: FieldRule(.arcDocCode, rule.form, rule.demand)
        default: rule
        }
    })
}
