import Clocks
import ReportingDomain
import Testing

@Suite struct FigureDefinitionTests {
    @Test func `R60 R61 every figure has a name of its own, a version and both titles`() {
        #expect(Set(FigureDefinition.all.map(\.name)).count == FigureDefinition.all.count)
        for figure in FigureDefinition.all {
            #expect(figure.version >= 1)
            #expect(!figure.titleVi.isEmpty && !figure.titleEn.isEmpty)
            #expect(FigureDefinition.named(figure.name) == figure)
        }
    }

    @Test func `R64 complete records are counted against created ones`() {
        let figure = FigureDefinition.named("recordsComplete")

        #expect(figure?.numerator == .recordComplete)
        #expect(figure?.denominator == .recordCreated)
    }

    @Test func `R8 a month is the month in Vietnam`() throws {
        // 18:30 UTC on the last day of January is half past one on 1 February in Vietnam.
        let instant = try #require(UTCInstant(iso8601: "2026-01-31T18:30:00.000000Z"))

        #expect(ReportMonth(of: instant).number == 202602)
    }

    @Test(arguments: [(1999, 1), (2026, 0), (2026, 13), (2101, 1)])
    func `a month that does not exist is refused`(year: Int, month: Int) {
        #expect(ReportMonth(year: year, month: month) == nil)
    }
}
