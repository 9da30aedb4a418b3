import DigitizationDomain
import Testing

@Suite struct RecognitionEffortTests {
    @Test func `a failure that may pass is tried eight times, with growing pauses of at most five minutes`() {
        let pauses = (1...9).map { RecognitionEffort(attempt: $0, isHopeless: false).pause }

        #expect(pauses == [4, 8, 16, 32, 64, 128, 256, nil, nil].map { $0.map(Duration.seconds) })
        #expect(RecognitionEffort(attempt: .max, isHopeless: false).pause == nil)
    }

    @Test func `a scan that stops the worker is tried twice`() {
        #expect(RecognitionEffort(attempt: 1, isHopeless: true).pause == .seconds(4))
        #expect(RecognitionEffort(attempt: 2, isHopeless: true).pause == nil)
    }

    @Test func `what was given up is tried once more on demand, what the gate refused is not`() throws {
        var paper = Paper(receiving: Papers.parts())
        try paper.refuse([.recognitionFailed("workerCrashed", attempts: 2)])
        try paper.requeue()
        #expect(paper.state == .received)
        #expect(paper.findings.isEmpty)

        let blank = PaperFinding(reason: "blankPage", page: 1, measured: "0 %", demanded: "", adviceVi: "", adviceEn: "")
        try paper.refuse([blank])
        #expect(throws: PaperError.scanNeedsRepeating) { try paper.requeue() }
    }
}
