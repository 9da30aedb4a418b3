import Clocks
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

extension ProcedureVersion {
    /// Reads a version handed in for import.
    ///
    /// - Throws: ``WireFault`` for a value that cannot be read, ``CatalogueFaults`` for one that breaks a rule.
    init(wire: Hoso_Intake_V1_ProcedureVersion, pointer: String) throws {
        var components: [ComponentRule] = []
        for (index, rule) in wire.components.enumerated() {
            components.append(try ComponentRule(wire: rule, pointer: "\(pointer).components[\(index)]"))
        }
        let from = try wire.validFrom.date("\(pointer).valid_from")
        let until = wire.hasValidTo ? try wire.validTo.date("\(pointer).valid_to").adding(days: 1) : nil
        guard let validity = ValidityPeriod(from: from, until: until) else {
            throw WireFault(pointer: "\(pointer).valid_to", expected: "a day not before valid_from")
        }
        try self.init(
            code: wire.code,
            version: Int(wire.version),
            name: wire.name.composed,
            sector: wire.sector.composed,
            competentAgencyCode: wire.competentAgencyCode.isEmpty ? nil : wire.competentAgencyCode,
            handlingSection: wire.handlingSection.composed,
            limit: try WorkingTimeLimit(wire: wire, pointer: pointer),
            cutOffMinute: wire.cutOffMinute == 0 ? nil : Int(wire.cutOffMinute),
            components: components,
            validity: validity,
            filingNotation: wire.filingNotation)
    }

    var wire: Hoso_Intake_V1_ProcedureVersion {
        .with {
            $0.code = self.code
            $0.version = Int32(clamping: self.version)
            $0.name = self.name
            $0.sector = self.sector
            $0.competentAgencyCode = self.competentAgencyCode ?? ""
            $0.handlingSection = self.handlingSection
            ($0.limit, $0.limitUnit) = self.limit.wire
            $0.cutOffMinute = Int32(clamping: self.cutOffMinute ?? 0)
            $0.components = self.components.map(\.wire)
            $0.validFrom = Hoso_Common_V1_Day(self.validity.from)
            if let until = self.validity.until {
                $0.validTo = Hoso_Common_V1_Day(until.adding(days: -1))
            }
            $0.filingNotation = self.filingNotation
        }
    }
}

extension WorkingTimeLimit {
    /// No working days at all means the same day: there is no unit of its own for it on the wire.
    init(wire: Hoso_Intake_V1_ProcedureVersion, pointer: String) throws(WireFault) {
        switch wire.limitUnit {
        case .workingDays: self = wire.limit == 0 ? .sameDay : .workingDays(Int(wire.limit))
        case .workingHours: self = .workingHours(Int(wire.limit))
        case .unspecified, .UNRECOGNIZED:
            throw WireFault(pointer: "\(pointer).limit_unit", expected: "working days or working hours")
        }
    }

    var wire: (Int32, Hoso_Intake_V1_LimitUnit) {
        switch self {
        case .sameDay: (0, .workingDays)
        case .workingDays(let days): (Int32(clamping: days), .workingDays)
        case .workingHours(let hours): (Int32(clamping: hours), .workingHours)
        }
    }
}

extension ComponentRule {
    init(wire: Hoso_Intake_V1_ComponentRule, pointer: String) throws(WireFault) {
        guard let role = PaperRole(wire: wire.role) else {
            throw WireFault(pointer: "\(pointer).role", expected: "component or result")
        }
        guard wire.digitize == wire.exemptionCode.isEmpty else {
            throw WireFault(
                pointer: "\(pointer).exemption_code",
                expected: "a reason when the paper is not digitized, and none when it is")
        }
        self.init(
            code: wire.code, name: wire.name.composed, paperTypeCode: wire.paperTypeCode, isRequired: wire.required, role: role,
            exemptionCode: wire.digitize ? nil : wire.exemptionCode)
    }

    var wire: Hoso_Intake_V1_ComponentRule {
        .with {
            $0.code = self.code
            $0.name = self.name
            $0.paperTypeCode = self.paperTypeCode
            $0.required = self.isRequired
            $0.role = self.role.wire
            $0.digitize = self.isDigitized
            $0.exemptionCode = self.exemptionCode ?? ""
        }
    }
}
