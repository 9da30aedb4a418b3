import OCR
import Testing

@Suite(.serialized, .timeLimit(.minutes(10))) struct SampleTests {
    @Test func `the sample set is complete`() {
        #expect(Samples.good.count == 12)
        #expect(Samples.defective.count == 9)
    }

    @Test(arguments: Samples.defective)
    func `R25 a defective scan is refused for its reason`(sample: Sample) async throws {
        let result = try await Workers.read(sample.path, declaredPages: sample.capture.declaredPages)

        #expect(result.findings.map(\.reason.rawValue) == [sample.expected.reason])
        // A page upside down is the one fault the machine mends by itself.
        #expect(result.findings.allSatisfy { $0.severity == (sample.id == "d03-upside-down" ? .mended : .refused) })
        #expect(result.pages.allSatisfy { $0.reading.isRefused == ($0.image == nil) })
    }

    @Test func `R25 every good scan is accepted, and 99 of 100 letters are read`() async throws {
        var rates: [Double] = []
        for sample in Samples.good {
            let result = try await Workers.read(sample.path, declaredPages: sample.capture.declaredPages)
            let lines = result.pages.flatMap(\.reading.lines).map(\.text)
            let truth = try sample.truth()
            let rate = CharacterErrors.rate(truth: truth, recognised: lines)
            let plain = CharacterErrors.rate(truth: truth.map(\.withoutDiacritics), recognised: lines.map(\.withoutDiacritics))
            rates.append(rate)

            #expect(result.findings == [], "\(sample.id) \(result.pages.map(\.reading.meanConfidence))")
            #expect(result.pages.allSatisfy { $0.image != nil }, "\(sample.id)")
            #expect(result.pages.allSatisfy { $0.reading.meanConfidence > 80 }, "\(sample.id)")
            // Measured: 0.2 % to 1.2 %.
            #expect(rate < 0.03, "\(sample.id)")
            #expect(plain < 0.02, "\(sample.id)")
        }

        // Measured: mean 0.8 %.
        #expect(rates.reduce(0, +) / Double(rates.count) < 0.0125)
    }

    @Test func `the baselines lie in the scanner's own picture, with the page's turn`() async throws {
        let sample = try #require(Samples.good.first { $0.id == "06-birth" })
        let result = try await Workers.read(sample.path, declaredPages: 1)
        let page = try #require(result.pages.first?.reading)

        let long = page.lines.filter { $0.baselineEnd.x - $0.baselineStart.x > 1000 }
        let slopes = long.map { ($0.baselineStart.y - $0.baselineEnd.y) / ($0.baselineEnd.x - $0.baselineStart.x) }

        #expect(long.count > 3)
        // The page is turned by 1.7° counter-clockwise: lines rise by 3 % to the right.
        #expect(slopes.allSatisfy { abs($0 - 0.0297) < 0.01 })
    }

    @Test func `a JPEG goes into the e-copy byte for byte`() async throws {
        let sample = try #require(Samples.good.first { $0.id == "07-business" })
        let result = try await Workers.read(sample.path, declaredPages: 1)
        let image = try #require(result.pages.first?.image)

        #expect(image.isPassthrough)
        #expect(image.jpeg == (try sample.bytes()))
    }
}
