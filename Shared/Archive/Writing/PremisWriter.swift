internal import Clocks

/// The parts of a PREMIS 3 file: objects first, then events, then agents.
struct PremisWriter {
    let xml: XMLWriter

    init() throws(ArchiveError) { self.xml = try XMLWriter() }

    func open() throws(ArchiveError) {
        try self.xml.declaration()
        try self.xml.start("premis", [
            ("xmlns", XMLNamespace.premis), ("xmlns:xsi", XMLNamespace.xsi), ("version", "3.0"),
        ])
    }

    /// An object without bytes of its own: the package or its representation.
    func object(_ type: String, id: (type: String, value: String), name: String) throws(ArchiveError) {
        try self.xml.start("object", [("xsi:type", type)])
        try self.identifier("objectIdentifier", id.type, id.value)
        if type == "intellectualEntity" {
            try self.xml.element("originalName", [], name)
        }
        try self.xml.end()
    }

    /// A file: digest, length, format and what is known of its signatures.
    func file(_ id: String, _ file: DescribedFile, signatures: [PackagedDocument.Signature]) throws(ArchiveError) {
        try self.xml.start("object", [("xsi:type", "file")])
        try self.identifier("objectIdentifier", "File", id)
        try self.xml.start("objectCharacteristics")
        try self.xml.start("fixity")
        try self.xml.element("messageDigestAlgorithm", [], "SHA-256")
        try self.xml.element("messageDigest", [], file.digest)
        try self.xml.end()
        try self.xml.element("size", [], "\(file.sizeBytes)")
        try self.xml.start("format")
        try self.xml.start("formatDesignation")
        try self.xml.element("formatName", [], file.mediaType)
        for _ in 0..<3 { try self.xml.end() }
        try self.xml.element("originalName", [], file.href)
        for signature in signatures {
            try self.xml.start("signatureInformation")
            try self.xml.start("signature")
            try self.xml.element("signatureEncoding", [], "CMS")
            if !signature.signer.isEmpty { try self.xml.element("signer", [], signature.signer) }
            try self.xml.element("signatureMethod", [], "PAdES (EN 319 142)")
            try self.xml.element("signatureValue", [], "trong tệp / in the file")
            try self.xml.element("signatureValidationRules", [], "EN 319 102-1")
            try self.xml.element("signatureProperties", [], signature.verdict)
            for _ in 0..<2 { try self.xml.end() }
        }
        try self.xml.end()
    }

    /// Events and everybody who took part in them, each once; closes the file.
    func close(events: [PreservationEvent], outcome: (type: String, value: String)) throws(ArchiveError) {
        for event in events {
            try self.xml.start("event")
            try self.identifier("eventIdentifier", "UUID", event.id.description.uppercased())
            try self.xml.element("eventType", [], event.type)
            try self.xml.element("eventDateTime", [], event.at.vietnamISO8601)
            try self.xml.start("eventOutcomeInformation")
            try self.xml.element("eventOutcome", [], event.outcome)
            if !event.note.isEmpty {
                try self.xml.start("eventOutcomeDetail")
                try self.xml.element("eventOutcomeDetailNote", [], event.note)
                try self.xml.end()
            }
            try self.xml.end()
            for agent in event.agents {
                try self.xml.start("linkingAgentIdentifier")
                try self.linked("linkingAgent", "local", agent.code, agent.role.rawValue)
                try self.xml.end()
            }
            for source in event.sources {
                try self.xml.start("linkingObjectIdentifier")
                try self.linked("linkingObject", "SIP", source, "source")
                try self.xml.end()
            }
            try self.xml.start("linkingObjectIdentifier")
            try self.linked("linkingObject", outcome.type, outcome.value, "outcome")
            try self.xml.end()
            try self.xml.end()
        }
        var known: Set<String> = []
        for agent in events.flatMap(\.agents) where known.insert(agent.code).inserted {
            try self.xml.start("agent")
            try self.identifier("agentIdentifier", "local", agent.code)
            try self.xml.element("agentName", [], agent.name)
            try self.xml.element("agentType", [], agent.role == .program ? "software" : "person")
            try self.xml.end()
        }
        try self.xml.end()
    }

    private func identifier(_ name: String, _ type: String, _ value: String) throws(ArchiveError) {
        try self.xml.start(name)
        try self.xml.element("\(name)Type", [], type)
        try self.xml.element("\(name)Value", [], value)
        try self.xml.end()
    }

    private func linked(_ name: String, _ type: String, _ value: String, _ role: String) throws(ArchiveError) {
        try self.xml.element("\(name)IdentifierType", [], type)
        try self.xml.element("\(name)IdentifierValue", [], value)
        try self.xml.element("\(name)Role", [], role)
    }
}
