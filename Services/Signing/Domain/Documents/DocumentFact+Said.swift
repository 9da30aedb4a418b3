internal import Clocks

extension DocumentFact {
    /// What somebody wrote with the fact, for whoever reads the history later (R50); empty where nothing was written.
    public var said: String {
        switch self {
        case .drafted(let head, let version): Self.lines([head.subject, Self.said(version)])
        case .revised(let version): Self.said(version)
        case .opinionsAsked(_, let asked, let deadline, _):
            Self.lines(asked.map { [$0.unit, $0.officer].filter { !$0.isEmpty }.joined(separator: "/") } + ["≤ \(deadline.vietnamISO8601)"])
        case .opinionDelegated(_, let to, let reason): Self.lines([to, reason])
        case .opinionGiven(let number, let version, let position, let text):
            Self.lines(["#\(number), v\(version): \(position.rawValue)", text])
        case .opinionAnswered(let number, let isTakenOver, let text):
            Self.lines(["#\(number): \(isTakenOver ? "tiếp thu / taken over" : "giải trình / explained")", text])
        case .submitted(let version): "v\(version)"
        case .returned(let from, let reason): Self.lines([from.rawValue, reason])
        case .passed(let kind, let version, let note): Self.lines(["\(kind.rawValue), v\(version)", note])
        case .signed(let file, _), .numberWritten(let file), .sealed(let file, _): file.sha256
        case .attachmentSigned(let file, let former, _), .strengthened(let file, let former): Self.lines([former, file.sha256])
        case .numbered(let number): "\(number.number)/\(number.notation)"
        case .issued(let recipients): Self.lines(recipients)
        case .delivered(let delivery): Self.lines(["\(delivery.agency): \(delivery.state.rawValue)", delivery.reason])
        case .related(let kind, let by): "\(kind.rawValue): \(by)"
        case .recalled(let reason), .abandoned(let reason): reason
        case .handedOver(let from, let to, let reason): Self.lines(["\(from) → \(to)", reason])
        }
    }

    private static func said(_ version: DraftVersion) -> String {
        let text = version.text.isEmpty ? version.layout.map { Self.said($0.content) } ?? "" : version.text
        let files = ([version.file].compactMap { $0 } + version.attachments).map { "\($0.name) \($0.sha256)" }
        return Self.lines(["v\(version.number)", version.reason, text] + files)
    }

    private static func said(_ content: DocumentContent) -> String {
        let annexes = content.annexes.flatMap { [$0.name, $0.title] + $0.blocks.flatMap(Self.said) }
        let head = content.addressees + content.basis
        return Self.lines(head + content.blocks.flatMap(Self.said) + content.authority + [content.signerName] + annexes)
    }

    private static func said(_ block: DocumentContent.Block) -> [String] {
        let text = [block.lead, block.text].filter { !$0.isEmpty }.joined(separator: " ")
        let table = block.columns.isEmpty ? [] : [block.columns.map(\.title)] + block.rows
        return [text] + table.map { $0.joined(separator: " | ") }
    }

    private static func lines(_ lines: [String]) -> String { lines.filter { !$0.isEmpty }.joined(separator: "\n") }
}
