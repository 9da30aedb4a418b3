import Clocks
import DirectoryDomain
import HosoProto
import ServiceKit
import SwiftProtobuf

extension AgencyLevel {
    init?(wire: Hoso_Directory_V1_AgencyLevel) {
        switch wire {
        case .province: self = .province
        case .department: self = .department
        case .district: self = .district
        case .commune: self = .commune
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }

    var wire: Hoso_Directory_V1_AgencyLevel {
        switch self {
        case .province: .province
        case .department: .department
        case .district: .district
        case .commune: .commune
        }
    }
}

extension AgencyCode {
    init(wire text: String, pointer: String) throws(WireFault) {
        do {
            try self.init(text)
        } catch {
            throw WireFault(pointer: pointer, expected: "an agency code of at most 35 characters such as H99.12")
        }
    }
}

extension Agency {
    init(wire: Hoso_Directory_V1_Agency, pointer: String) throws(WireFault) {
        guard let level = AgencyLevel(wire: wire.level) else {
            throw WireFault(pointer: "\(pointer).level", expected: "a known level")
        }
        var successors: [AgencyCode] = []
        for (index, code) in wire.successorCodes.enumerated() {
            successors.append(try AgencyCode(wire: code, pointer: "\(pointer).successor_codes[\(index)]"))
        }
        self.init(
            code: try AgencyCode(wire: wire.code, pointer: "\(pointer).code"),
            legacyCode: wire.legacyCode.isEmpty ? nil : wire.legacyCode,
            name: wire.name.composed,
            abbreviation: wire.abbreviation.composed,
            level: level,
            parentCode: wire.parentCode.isEmpty
                ? nil : try AgencyCode(wire: wire.parentCode, pointer: "\(pointer).parent_code"),
            validity: try ValidityPeriod(
                wireFrom: wire.validFrom, to: wire.hasValidTo ? wire.validTo : nil, pointer: pointer),
            successorCodes: successors)
    }

    var wire: Hoso_Directory_V1_Agency {
        .with {
            $0.code = self.code.description
            $0.legacyCode = self.legacyCode ?? ""
            $0.name = self.name
            $0.abbreviation = self.abbreviation
            $0.level = self.level.wire
            $0.parentCode = self.parentCode?.description ?? ""
            $0.validFrom = Hoso_Common_V1_Day(self.validity.from)
            if let last = self.validity.wireTo {
                $0.validTo = last
            }
            $0.successorCodes = self.successorCodes.map(\.description)
        }
    }
}
