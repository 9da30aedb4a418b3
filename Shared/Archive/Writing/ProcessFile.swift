public import Clocks

/// The process file of a document: everything that was done with it, in the order of time (R50).
public struct ProcessFile: Hashable, Sendable {
    /// One step.
    public struct Step: Hashable, Sendable {
        /// What was done, as a word.
        public let kind: String
        /// When.
        public let at: UTCInstant
        /// Who, by code; empty = the system.
        public let officerCode: String
        /// More about it; empty = nothing.
        public let note: String

        /// Makes a step.
        public init(_ kind: String, at: UTCInstant, by officerCode: String, note: String = "") {
            self.kind = kind
            self.at = at
            self.officerCode = officerCode
            self.note = note
        }
    }

    /// Code of the document.
    public let code: String
    /// The steps.
    public let steps: [Step]

    /// Makes a process file.
    public init(code: String, steps: [Step]) {
        self.code = code
        self.steps = steps.sorted { $0.at < $1.at }
    }

    /// The XML document.
    ///
    /// - Throws: ``ArchiveError`` `.inputOutput`.
    public func bytes() throws(ArchiveError) -> [UInt8] {
        let xml = try XMLWriter()
        try xml.declaration()
        try xml.start("process", [("xmlns", XMLNamespace.process), ("code", self.code)])
        for step in self.steps {
            try xml.element(
                "step",
                [("kind", step.kind), ("at", step.at.vietnamISO8601)] + (step.officerCode.isEmpty ? [] : [("by", step.officerCode)]),
                step.note)
        }
        try xml.end()
        return try xml.take()
    }
}
