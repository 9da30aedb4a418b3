import Foundation
import HosoProto
import RecordsDomain
import SwiftProtobuf

/// Completeness contracts as messages, and as the JSON of that message in the column `filing_plan_entries.contract`.
enum ContractWire {
    /// Days that a message leaves out.
    private static let usualDays: Int32 = 30

    // MARK: Reading

    static func contract(_ wire: Hoso_Records_V1_CompletenessContract) throws(RecordsRefusal) -> CompletenessContract {
        var lines: [DocumentRequirement] = []
        for line in wire.documents { lines.append(try Self.line(line)) }
        let fields = try Self.fields(wire.documentFields)
        return try CompletenessContract(
            documents: lines, documentFields: fields.isEmpty ? [.title, .type] : fields,
            recordFields: try Self.fields(wire.recordFields), signature: try Self.signature(wire.signature),
            closing: try Self.closing(wire.closing), onlyListed: wire.onlyListed, responsibleCode: wire.responsibleCode,
            dueDays: Int(wire.dueDays == 0 ? Self.usualDays : wire.dueDays),
            closingDays: Int(wire.closingDays == 0 ? Self.usualDays : wire.closingDays))
    }

    private static func line(_ wire: Hoso_Records_V1_DocumentRequirement) throws(RecordsRefusal) -> DocumentRequirement {
        try DocumentRequirement(
            code: wire.code, name: wire.name, paperTypeCodes: wire.paperTypeCodes, componentCode: wire.componentCode,
            minimum: Int(wire.minimum), maximum: wire.maximum == 0 ? nil : Int(wire.maximum),
            signature: try Self.signature(wire.signature), signerCode: wire.signerCode, fields: try Self.fields(wire.fields),
            responsibleCode: wire.responsibleCode, dueDays: wire.dueDays == 0 ? nil : Int(wire.dueDays))
    }

    private static func signature(_ wire: Hoso_Records_V1_SignatureCase) throws(RecordsRefusal) -> SignatureCase {
        switch wire {
        case .unspecified, .any: .any
        case .notNeeded: .notNeeded
        case .personal: .personal
        case .organization: .organization
        case .personalAndOrganization: .personalAndOrganization
        case .UNRECOGNIZED(let number): throw .badContract("signature \(number)")
        }
    }

    static func closing(_ wire: Hoso_Records_V1_ClosingCondition) throws(RecordsRefusal) -> ClosingCondition {
        switch wire {
        case .unspecified, .usual: .usual
        case .resultIssued: .resultIssued
        case .settlementApproved: .settlementApproved
        case .decided: .decided
        case .UNRECOGNIZED(let number): throw .badContract("closing \(number)")
        }
    }

    private static func fields(_ wire: [Hoso_Records_V1_DocumentField]) throws(RecordsRefusal) -> [DocumentField] {
        var fields: [DocumentField] = []
        for field in wire {
            guard let known = DocumentField.allCases.first(where: { Self.message($0) == field }) else {
                throw .badContract("documentFields \(field.rawValue)")
            }
            if !fields.contains(known) { fields.append(known) }
        }
        return fields
    }

    private static func fields(_ wire: [Hoso_Records_V1_RecordField]) throws(RecordsRefusal) -> [RecordField] {
        var fields: [RecordField] = []
        for field in wire {
            guard let known = RecordField.allCases.first(where: { Self.message($0) == field }) else {
                throw .badContract("recordFields \(field.rawValue)")
            }
            if !fields.contains(known) { fields.append(known) }
        }
        return fields
    }

    // MARK: Writing

    static func message(_ contract: CompletenessContract) -> Hoso_Records_V1_CompletenessContract {
        // The usual contract is the empty message: a plan that says nothing is written as it came.
        guard contract != .usual else { return Hoso_Records_V1_CompletenessContract() }
        return .with {
            $0.documents = contract.documents.map(Self.message)
            $0.documentFields = contract.documentFields.map(Self.message)
            $0.recordFields = contract.recordFields.map(Self.message)
            $0.signature = Self.message(contract.signature)
            $0.closing = Self.message(contract.closing)
            $0.onlyListed = contract.onlyListed
            $0.responsibleCode = contract.responsibleCode
            $0.dueDays = Int32(contract.dueDays)
            $0.closingDays = Int32(contract.closingDays)
        }
    }

    private static func message(_ line: DocumentRequirement) -> Hoso_Records_V1_DocumentRequirement {
        .with {
            $0.code = line.code
            $0.name = line.name
            $0.paperTypeCodes = line.paperTypeCodes
            $0.componentCode = line.componentCode
            $0.minimum = Int32(line.minimum)
            $0.maximum = Int32(line.maximum ?? 0)
            $0.signature = Self.message(line.signature)
            $0.signerCode = line.signerCode
            $0.fields = line.fields.map(Self.message)
            $0.responsibleCode = line.responsibleCode
            $0.dueDays = Int32(line.dueDays ?? 0)
        }
    }

    private static func message(_ signature: SignatureCase) -> Hoso_Records_V1_SignatureCase {
        switch signature {
        case .notNeeded: .notNeeded
        case .any: .any
        case .personal: .personal
        case .organization: .organization
        case .personalAndOrganization: .personalAndOrganization
        }
    }

    static func message(_ condition: ClosingCondition) -> Hoso_Records_V1_ClosingCondition {
        switch condition {
        case .usual: .usual
        case .resultIssued: .resultIssued
        case .settlementApproved: .settlementApproved
        case .decided: .decided
        }
    }

    private static func message(_ field: DocumentField) -> Hoso_Records_V1_DocumentField {
        switch field {
        case .title: .title
        case .type: .type
        case .number: .number
        case .notation: .notation
        case .issuedOn: .issuedOn
        case .issuer: .issuer
        case .language: .language
        case .pages: .pages
        case .signerName: .signerName
        }
    }

    private static func message(_ field: RecordField) -> Hoso_Records_V1_RecordField {
        switch field {
        case .title: .title
        case .keeper: .keeper
        case .language: .language
        case .accessMode: .accessMode
        case .endDate: .endDate
        case .shelfPlace: .shelfPlace
        }
    }

    // MARK: Rules

    static func rules(_ wire: [Hoso_Records_V1_FilingRule]) throws(RecordsRefusal) -> [FilingRule] {
        guard wire.count <= 100 else { throw .badContract("rules ≤ 100") }
        var rules: [FilingRule] = []
        for rule in wire {
            rules.append(
                try FilingRule(
                    paperTypeCodes: rule.paperTypeCodes, senders: rule.senders, procedureCodes: rule.procedureCodes,
                    subjectWords: rule.subjectWords))
        }
        return rules
    }

    static func message(_ rule: FilingRule) -> Hoso_Records_V1_FilingRule {
        .with {
            $0.paperTypeCodes = rule.paperTypeCodes
            $0.senders = rule.senders
            $0.procedureCodes = rule.procedureCodes
            $0.subjectWords = rule.subjectWords
        }
    }

    static func json(_ rules: [FilingRule]) throws -> String {
        try Hoso_Records_V1_FilingRule.jsonString(from: rules.map(Self.message))
    }

    static func rules(json: String) throws -> [FilingRule] {
        try Self.rules(Hoso_Records_V1_FilingRule.array(fromJSONString: json))
    }

    // MARK: The column

    static func json(_ contract: CompletenessContract) throws -> String { try Self.message(contract).jsonString() }

    static func contract(json: String) throws -> CompletenessContract {
        try Self.contract(Hoso_Records_V1_CompletenessContract(jsonString: json))
    }
}
