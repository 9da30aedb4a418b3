internal import Clocks

/// What preservation metadata say about files and when.
struct PremisFile {
    /// Digests in upper-case digits, by the name of the file.
    private(set) var digests: [String: String] = [:]
    /// Times of events; nil = one that cannot be read.
    private(set) var eventTimes: [UTCInstant?] = []

    /// Reads a file.
    ///
    /// - Throws: ``ArchiveError`` `.malformed`.
    init(file: String, path: String) throws(ArchiveError) {
        let reader = try XMLReader(file: file, path: path)
        var isFirst = true, text = "", digest = "", name = ""
        while let event = try reader.next() {
            switch event {
            case .start(let element, _):
                if isFirst, element != XMLName("premis", in: XMLNamespace.premis) {
                    throw ArchiveError(code: .malformed, message: "not a PREMIS 3 file", path: path)
                }
                isFirst = false
                text = ""
                if element.local == "object" { (digest, name) = ("", "") }
            case .text(let piece): text += piece
            case .end(let element):
                switch element.local {
                case "messageDigest": digest = text.uppercased()
                case "originalName": name = text
                case "eventDateTime": self.eventTimes.append(UTCInstant(iso8601: text))
                case "object": if !digest.isEmpty { self.digests[name] = digest }
                default: break
                }
                text = ""
            }
        }
    }
}
