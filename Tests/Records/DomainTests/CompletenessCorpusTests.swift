import RecordsDomain
import Testing

/// Records with planted defects: everything planted is found, and nothing else.
@Suite struct CompletenessCorpusTests {
    /// How many gaps were named rightly, named wrongly, and not named.
    private struct Score {
        var hits = 0
        var falseAlarms = 0
        var misses = 0
        var wrong: [String] = []

        var precision: Double { Double(self.hits) / Double(self.hits + self.falseAlarms) }
        var recall: Double { Double(self.hits) / Double(self.hits + self.misses) }

        mutating func count(found: [CompletenessGap], planted: [CompletenessGap], _ name: String) {
            let (found, planted) = (Set(found), Set(planted))
            self.hits += found.intersection(planted).count
            self.falseAlarms += found.subtracting(planted).count
            self.misses += planted.subtracting(found).count
            if found != planted {
                self.wrong.append("\(name): extra \(found.subtracting(planted)), missed \(planted.subtracting(found))")
            }
        }
    }

    /// SplitMix64, so that a seed always gives the same corpus.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var z = self.state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test func `R47 a spotless record has no gap, whatever harmless oddity it has`() throws {
        #expect(try CorpusCase.spotless().gaps().isEmpty)
        for oddity in HarmlessOddity.all {
            var record = try CorpusCase.spotless()
            try oddity.add(&record)
            let gaps = try record.gaps()
            #expect(gaps.isEmpty, "\(oddity.name)")
        }
    }

    @Test func `R47 H-03 each of forty-five kinds of defects is named exactly`() throws {
        #expect(PlantedDefect.all.count >= 45)
        #expect(Set(PlantedDefect.all.map(\.name)).count == PlantedDefect.all.count)
        var score = Score()
        for defect in PlantedDefect.all {
            var record = try CorpusCase.spotless()
            let planted = try defect.plant(&record)
            score.count(found: try record.gaps(), planted: planted, defect.name)
        }
        #expect(score.wrong == [])
        #expect(score.precision == 1.0 && score.recall == 1.0)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `R47 H-03 on five hundred spoiled records of a seed precision and recall are 1`(seed: UInt64) throws {
        var random = Seeded(state: seed)
        var score = Score()
        for number in 0..<500 {
            var record = try CorpusCase.spotless()
            var spoiled: Set<String> = []
            var planted: [CompletenessGap] = []
            var names: [String] = []
            for oddity in HarmlessOddity.all where Bool.random(using: &random) { try oddity.add(&record) }
            for defect in PlantedDefect.all.shuffled(using: &random).prefix(Int.random(in: 1...12, using: &random))
            where spoiled.isDisjoint(with: defect.spoils) {
                spoiled.formUnion(defect.spoils)
                planted += try defect.plant(&record)
                names.append(defect.name)
            }
            score.count(found: try record.gaps(), planted: planted, "\(number) \(names)")
        }
        #expect(score.hits > 1_000)
        #expect(score.wrong == [])
        #expect(score.precision == 1.0 && score.recall == 1.0)
    }

    @Test func `R47 an empty record is told by everything it lacks`() throws {
        var record = try CorpusCase.spotless()
        record.documents = []

        let found = Set(try record.gaps())

        #expect(
            found == [
                .empty, .paperMissing("Tờ trình"), .paperMissing("Quyết định"),
                .documentMissing(code: "TT", name: "Tờ trình", have: 0, need: 1),
                .documentMissing(code: "QD", name: "Quyết định", have: 0, need: 1),
                .documentMissing(code: "CV", name: "Công văn lấy ý kiến", have: 0, need: 2),
                .documentMissing(code: "BB", name: "Biên bản", have: 0, need: 1),
            ])
    }

    @Test func `every gap of a record has a key of its own`() throws {
        for defect in PlantedDefect.all {
            var record = try CorpusCase.spotless()
            _ = try defect.plant(&record)
            let gaps = try record.gaps()
            #expect(Set(gaps.map(\.key)).count == gaps.count, "\(defect.name)")
        }
    }
}
