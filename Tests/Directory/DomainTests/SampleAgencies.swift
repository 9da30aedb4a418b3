import Clocks
import DirectoryDomain
import Testing

/// Builders for short tests.
enum Sample {
    static func day(_ text: String) throws -> VietnamDate {
        try #require(VietnamDate(iso8601: text))
    }

    static func period(_ from: String, _ until: String? = nil) throws -> ValidityPeriod {
        try #require(ValidityPeriod(from: day(from), until: until.map(day)))
    }

    static func agency(
        _ code: String, _ from: String = "2020-01-01", _ until: String? = nil, level: AgencyLevel = .commune,
        name: String = "Xã Cẩm Lâm", legacy: String? = nil, parent: String? = nil, successors: [String] = []
    ) throws -> Agency {
        Agency(
            code: try AgencyCode(code), legacyCode: legacy, name: name, abbreviation: "UBND", level: level,
            parentCode: try parent.map { try AgencyCode($0) }, validity: try period(from, until),
            successorCodes: try successors.map { try AgencyCode($0) })
    }

    static func levels() throws -> [CodeEntry] {
        try [("province", nil), ("department", nil), ("district", "2025-07-01"), ("commune", nil)].map { code, until in
            CodeEntry(
                list: AgencyLevel.listName, code: code, name: code, validity: try period("1990-01-01", until))
        }
    }

    static func province(_ agencies: [Agency]) throws -> Province {
        Province(agencies: agencies, codes: try levels())
    }
}
