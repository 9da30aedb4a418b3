import OCR
import Testing

@Suite struct QualityGateTests {
    static let good: PageMeasures = {
        var measures = PageMeasures()
        (measures.widthPixels, measures.heightPixels, measures.dpi, measures.channels) = (1654, 2339, 200, 3)
        (measures.inkPercent, measures.sharpPercent, measures.uprightConfidence) = (2.5, 40, 12)
        return measures
    }()

    static func changed(_ change: (inout PageMeasures) -> Void) -> PageMeasures {
        var measures = Self.good
        change(&measures)
        return measures
    }

    @Test(arguments: [
        (Self.good, []), (Self.changed { $0.dpi = 199 }, [.resolutionTooLow]), (Self.changed { $0.channels = 1 }, [.notColour]),
        (Self.changed { $0.inkPercent = 0.01; $0.sharpPercent = 0 }, [.blankPage]), (Self.changed { $0.sharpPercent = 0.9 }, [.blurred]),
        (Self.changed { $0.skewDegrees = -5.1 }, [.skewed]), (Self.changed { $0.skewDegrees = 5 }, []),
        (Self.changed { $0.uprightConfidence = -7 }, [.orientation]), (Self.changed { $0.uprightConfidence = -5 }, []),
        (Self.changed { $0.uprightConfidence = 1; $0.leftConfidence = -9 }, [.orientation]),
        (Self.changed { $0.dpi = 100; $0.channels = 1 }, [.resolutionTooLow, .notColour]),
    ] as [(PageMeasures, [RefusalReason])])
    func `R25 each limit refuses for its own reason`(measures: PageMeasures, reasons: [RefusalReason]) {
        let findings = QualityGate.judge(measures, page: 3, thresholds: .administrative)

        #expect(findings.map(\.reason) == reasons)
        #expect(findings.allSatisfy { $0.page == 3 })
    }

    @Test func `R25 maps and drawings need 300 dpi`() {
        #expect(QualityGate.judge(Self.good, page: 1, thresholds: .mapsAndDrawings).map(\.reason) == [.resolutionTooLow])
    }

    @Test func `R25 the pages of the file are the pages counted`() {
        #expect(QualityFinding.pageCount(declared: 2, found: 2) == nil)
        #expect(QualityFinding.pageCount(declared: 3, found: 2)?.reason == .pageCountMismatch)
    }

    @Test(arguments: RefusalReason.allCases)
    func `every reason tells the clerk what to do in both languages`(reason: RefusalReason) {
        let finding = QualityFinding(reason, page: 2, measured: "1", demanded: "2")

        #expect(finding.adviceVi.hasPrefix("Trang 2: "))
        #expect(finding.adviceEn.hasPrefix("Page 2: "))
        #expect(finding.adviceVi.count > 40)
        #expect(finding.adviceEn.count > 40)
    }
}
