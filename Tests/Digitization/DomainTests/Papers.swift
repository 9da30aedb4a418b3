import Clocks
import DigitizationDomain
import TestSupport

/// Papers for the tests of the rules.
enum Papers {
    static let instant = FixedClock().now()

    static func file(_ byte: UInt8) -> StoredFile {
        StoredFile(sha256: [UInt8](repeating: byte, count: 32), sizeBytes: 10, mediaType: "application/pdf")
    }

    static let copy = CapturedCopy(
        eCopy: file(1), text: file(2), reading: file(3), pages: 1, a4Hundredths: 100, meanConfidence: 94)

    static func parts(secrecy: SecrecyLevel = .none) -> PaperParts {
        PaperParts(
            id: SequentialIdentifiers.identifier(1), dossierID: SequentialIdentifiers.identifier(2), dossierCode: "H30.1-260305-1",
            componentCode: "C1", paperTypeCode: "licence", role: .component, ownerID: "097176703494", agencyCode: "H30.1",
            officerCode: "CB01", title: "Đơn đề nghị", declaredPages: 1, minimumDPI: 200, secrecy: secrecy, scan: file(9),
            receivedAt: instant)
    }

    /// A paper that came as far as a state.
    static func paper(in state: PaperState) throws -> Paper {
        var paper = Paper(receiving: parts(secrecy: state == .secretStub ? .secret : .none))
        if state == .refused { try paper.refuse([.recognitionFailed("timedOut", attempts: 2)]) }
        let steps: [(PaperState, (inout Paper) throws -> Void)] = [
            (.captured, { try $0.capture(copy) }),
            (.signed, { try $0.sign(original: file(1), signed: file(4), isValid: true) }),
            (.extracted, { try $0.confirm([], by: "CB02") }),
            (.coded, { try $0.assign(ResultCode(code: "a.b.1", ownerID: "a", paperTypeCode: "b", ordinal: 1)) }),
            (.stored, { try $0.store(as: SequentialIdentifiers.identifier(7), at: instant) }),
        ]
        guard let last = steps.firstIndex(where: { $0.0 == state }) else { return paper }
        for step in steps[...last] { try step.1(&paper) }
        return paper
    }

    /// Takes a step with good values.
    static func take(_ step: PaperStep, _ paper: inout Paper) throws(PaperError) {
        switch step {
        case .refuse: try paper.refuse([])
        case .capture: try paper.capture(copy)
        case .sign: try paper.sign(original: file(1), signed: file(4), isValid: true)
        case .propose: try paper.check(.propose)
        case .confirm: try paper.confirm([], by: "CB02")
        case .assignCode: try paper.assign(ResultCode(code: "a.b.1", ownerID: "a", paperTypeCode: "b", ordinal: 1))
        case .store: try paper.store(as: SequentialIdentifiers.identifier(7), at: instant)
        case .requeue: try paper.requeue()
        }
    }
}
