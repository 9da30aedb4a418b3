import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import Testing

@testable import Records

struct FilingPlanWireTests {
    private let plan = Hoso_Records_V1_FilingPlan.with {
        $0.agencyCode = "H99.12"
        $0.year = 2026
        $0.headings = ["01.HTCT", "02.HTCT"].map { notation in
            .with {
                $0.ordinal = "I"
                $0.title = "Hộ tịch"
                $0.entries = [
                    .with {
                        $0.notation = notation
                        $0.title = "Hồ sơ hộ tịch"
                        $0.retentionYears = 20
                        $0.creator = "Tư pháp"
                    }
                ]
            }
        }
    }

    @Test func `R42 reads a plan that was handed in`() throws {
        #expect(try FilingPlan(wire: self.plan).entries.map(\.notation) == ["01.HTCT", "02.HTCT"])
    }

    @Test(arguments: [
        ("notation", "plan.headings[1].entries[0].notation"), ("twice", "plan.headings[1].entries[0].notation"),
        ("retention", "plan.headings[1].entries[0].retention_years"), ("title", "plan.headings[1].entries[0].title"),
        ("creator", "plan.headings[1].entries[0].creator"), ("year", "plan.year"), ("agency", "plan.agency_code"),
        ("empty", "plan.headings"),
    ])
    func `R42 a value that cannot be taken over is refused by its place`(what: String, place: String) {
        var plan = self.plan
        switch what {
        case "notation": plan.headings[1].entries[0].notation = "1/HTCT"
        case "twice": plan.headings[1].entries[0].notation = "01.HTCT"
        case "retention": plan.headings[1].entries[0].retentionYears = 71
        case "title": plan.headings[1].entries[0].title = ""
        case "creator": plan.headings[1].entries[0].creator = ""
        case "year": plan.year = 1
        case "agency": plan.agencyCode = ""
        default: plan.headings = []
        }

        do throws(PlacedRefusal) {
            _ = try FilingPlan(wire: plan)
            Issue.record("the plan was taken")
        } catch {
            #expect(error.failure.pointer == place)
            #expect(error.failure.messageVi.hasPrefix("\(place): ") && error.failure.messageEn.hasPrefix("\(place): "))
        }
    }
}
