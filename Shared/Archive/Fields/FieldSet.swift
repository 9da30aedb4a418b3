/// The fields of one kind of descriptive file, in the order of the circular.
///
/// Source: Circular 05/2025/TT-BNV, appendices I to V; regulations.md 2.4.
public struct FieldSet: Hashable, Sendable {
    /// The rules, in the order in which the fields are written.
    public let rules: [FieldRule]

    init(_ rules: [FieldRule]) { self.rules = rules }

    /// What is wrong with values: forms, missing ones, and fields that do not belong here.
    public func faults(in values: FieldValues) -> [FieldFault] {
        var faults: [FieldFault] = []
        for rule in self.rules {
            let value = values[rule.field]
            if value.isEmpty {
                guard rule.demand != .optional else { continue }
                faults.append(FieldFault(field: rule.field, isSerious: rule.demand == .always, expected: "≠ ∅"))
            } else if let expected = rule.form.fault(in: value) {
                faults.append(FieldFault(field: rule.field, isSerious: true, expected: expected))
            }
        }
        let known = Set(self.rules.map(\.field))
        for field in values.fields.subtracting(known).sorted(by: { $0.rawValue < $1.rawValue }) {
            faults.append(FieldFault(field: field, isSerious: true, expected: "∅"))
        }
        return faults + self.conditions(values, known)
    }

    /// What one value demands of another.
    private func conditions(_ values: FieldValues, _ known: Set<Field>) -> [FieldFault] {
        var faults: [FieldFault] = []
        if known.contains(.riskRecoveryStatus), values[.riskRecovery] == "1", values[.riskRecoveryStatus].isEmpty {
            faults.append(FieldFault(field: .riskRecoveryStatus, isSerious: true, expected: "riskRecovery = 1"))
        }
        if known.contains(.paperFileCode), values[.confidenceLevel] == "02", values[.paperFileCode].isEmpty {
            faults.append(FieldFault(field: .paperFileCode, isSerious: false, expected: "confidenceLevel = 02"))
        }
        if known.contains(.process), ["01", "03"].contains(values[.confidenceLevel]), values[.process] != "1" {
            faults.append(FieldFault(field: .process, isSerious: false, expected: "confidenceLevel = 01, 03"))
        }
        if let start = FieldForm.day(values[.startDate]), let end = FieldForm.day(values[.endDate]), end < start {
            faults.append(FieldFault(field: .endDate, isSerious: true, expected: "≥ startDate"))
        }
        return faults
    }

    /// The file at the root of a package.
    public static func head(_ kind: PackageKind, _ unit: PackageUnit) -> FieldSet {
        switch (kind, unit) {
        case (.submission, .record): Self.record(.fileCode)
        case (.archival, .record): Self.record(.arcFileCode)
        case (.submission, .documents): Self.submittedDocuments
        case (.archival, .documents): Self.archivedDocuments
        case (.use, _): Self.request
        }
    }

    /// The file of one document.
    public static func document(_ kind: PackageKind) -> FieldSet {
        switch kind {
        case .submission: Self.submittedDocument
        case .archival: Self.archivedDocument
        case .use: Self.usedDocument
        }
    }
}
