internal import Clocks

extension ProcessFile {
    /// Reads a process file; nil when it is one of another software, whose form the circular leaves open.
    ///
    /// Blocking: it reads a file.
    /// - Throws: ``ArchiveError`` `.malformed` when it is no XML, or a step of ours has no time.
    public init?(reading path: String) throws(ArchiveError) {
        let reader = try XMLReader(file: path, path: "")
        var code: String?, steps: [Step] = []
        var open: (kind: String, at: UTCInstant, by: String, note: String)?
        while let event = try reader.next() {
            switch event {
            case .start(let element, let attributes):
                guard element.namespace == XMLNamespace.process else { return nil }
                if element.local == "process" { code = attributes[XMLName("code")] ?? "" }
                guard element.local == "step" else { continue }
                guard let at = attributes[XMLName("at")].flatMap({ UTCInstant(iso8601: $0) }) else {
                    throw ArchiveError(code: .malformed, message: "a step without a time")
                }
                open = (attributes[XMLName("kind")] ?? "", at, attributes[XMLName("by")] ?? "", "")
            case .text(let text): open?.note += text
            case .end:
                if let step = open { steps.append(Step(step.kind, at: step.at, by: step.by, note: step.note)) }
                open = nil
            }
        }
        guard let code else { return nil }
        self.init(code: code, steps: steps)
    }
}
