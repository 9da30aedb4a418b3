import GatewayDomain
import HosoProto
import SwiftProtobuf

/// A question for a work list or its counts.
protocol WorkQuestion: OfficerNaming {
    var readerCode: String { get set }
    var officerCode: String { get set }
    var agencyCode: String { get set }
    var unitCode: String { get set }
}

extension WorkQuestion {
    mutating func name(_ officer: String) { self.readerCode = officer }

    /// Whose work.
    mutating func fillOwner(_ query: QueryInput) throws {
        self.officerCode = try query.code("officer")
        self.agencyCode = try query.code("agency")
        self.unitCode = try query.code("unit")
    }
}

/// A question for a page of a work list.
protocol WorkListQuestion: WorkQuestion {
    var kind: String { get set }
    var late: Bool { get set }
    var limit: Int32 { get set }
    var after: String { get set }
}

extension WorkListQuestion {
    static var names: Set<String> { ["officer", "agency", "unit", "kind", "late", "limit", "after"] }

    mutating func fill(_ query: QueryInput) throws {
        try self.fillOwner(query)
        self.kind = try query.code("kind")
        self.late = try query.text("late", limit: 5) == "true"
        self.limit = try query.limit()
        self.after = try query.text("after")
    }
}

/// A question for what people did in a period.
protocol PeriodQuestion: OfficerCoded {
    var agencyCode: String { get set }
    var from: Hoso_Common_V1_Day { get set }
    var to: Hoso_Common_V1_Day { get set }
}

extension PeriodQuestion {
    static var names: Set<String> { ["agency", "from", "to"] }

    mutating func fillPeriod(_ query: QueryInput) throws {
        self.agencyCode = try query.code("agency")
        self.from = try query.day("from")
        self.to = try query.day("to")
    }
}

/// A question for the steps one person took in a period.
protocol HandledQuestion: PeriodQuestion {
    var ofCode: String { get set }
    var late: Bool { get set }
    var limit: Int32 { get set }
    var after: String { get set }
}

extension HandledQuestion {
    static var names: Set<String> { ["agency", "of", "from", "to", "late", "limit", "after"] }

    mutating func fill(_ query: QueryInput) throws {
        try self.fillPeriod(query)
        self.ofCode = try query.code("of")
        self.late = try query.text("late", limit: 5) == "true"
        self.limit = try query.limit()
        self.after = try query.text("after")
    }
}

extension Hoso_Signing_V1_ListWorkRequest: WorkListQuestion {}
extension Hoso_Signing_V1_CountWorkRequest: WorkQuestion {}
extension Hoso_Signing_V1_ListOfficerWorkRequest: PeriodQuestion {}
extension Hoso_Signing_V1_ListHandledRequest: HandledQuestion {}
extension Hoso_Intake_V1_ListIncomingWorkRequest: WorkListQuestion {}
extension Hoso_Intake_V1_CountIncomingWorkRequest: WorkQuestion {}
extension Hoso_Intake_V1_ListIncomingOfficersRequest: PeriodQuestion {}
extension Hoso_Intake_V1_ListIncomingHandledRequest: HandledQuestion {}
