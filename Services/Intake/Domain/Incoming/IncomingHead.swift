public import Clocks

/// What an incoming document says of itself (văn bản đến).
public struct IncomingHead: Hashable, Codable, Sendable {
    /// A file, named by its content.
    public struct File: Hashable, Codable, Sendable {
        /// SHA-256 as 64 lower-case hexadecimal digits.
        public var sha256: String
        /// Length. Unit: bytes.
        public var sizeBytes: Int64
        /// Media type.
        public var mediaType: String
        /// Name shown to people.
        public var name: String

        /// Names a file.
        public init(sha256: String, sizeBytes: Int64, mediaType: String, name: String) {
            self.sha256 = sha256
            self.sizeBytes = sizeBytes
            self.mediaType = mediaType
            self.name = name
        }

        /// Whether it is in form.
        public var isWellFormed: Bool {
            self.sha256.utf8.count == 64
                && self.sha256.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
                && self.sizeBytes > 0 && self.mediaType.contains("/")
        }
    }

    /// Agency that received it.
    public var agency: String
    /// Version of the reception it keeps.
    public var reception: Int
    /// Agency code of the author; empty when it has none.
    public var authorCode: String
    /// Name of the author.
    public var authorName: String
    /// Number and notation.
    public var notation: String
    /// Date of the document.
    public var dated: VietnamDate
    /// Type in words.
    public var type: String
    /// Trích yếu; empty for a stub.
    public var subject: String
    /// Urgency: none, urgent, veryUrgent, immediate.
    public var urgency: String
    /// Whether it is a state secret, of which only a stub is kept (R74).
    public var isStub: Bool
    /// Whether it came on paper.
    public var isPaper: Bool
    /// The file.
    public var file: File?
    /// The sender's document, when it came from an agency of the suite.
    public var source: Identifier?
    /// Files that came with it, each with a signature of its own; absent in what was stored before they were kept.
    public var attachments: [File]?

    /// Describes a document.
    public init(
        agency: String, reception: Int, authorCode: String, authorName: String, notation: String, dated: VietnamDate, type: String,
        subject: String, urgency: String = "none", isStub: Bool = false, isPaper: Bool, file: File?, source: Identifier? = nil,
        attachments: [File]? = nil
    ) {
        self.agency = agency
        self.reception = reception
        self.authorCode = authorCode
        self.authorName = authorName
        self.notation = notation
        self.dated = dated
        self.type = type
        self.subject = subject
        self.urgency = urgency
        self.isStub = isStub
        self.isPaper = isPaper
        self.file = file
        self.source = source
        self.attachments = attachments
    }

    /// Whether it can be taken in.
    ///
    /// - Throws: ``IncomingRefusal/malformed(_:)``, ``IncomingRefusal/secret`` when a secret brings content along.
    public func check() throws(IncomingRefusal) {
        guard (1...35).contains(self.agency.utf8.count) else { throw .malformed("agency_code") }
        guard (1...200).contains(self.authorName.unicodeScalars.count) else { throw .malformed("author_name") }
        guard (1...100).contains(self.notation.unicodeScalars.count) else { throw .malformed("notation") }
        guard (1...100).contains(self.type.unicodeScalars.count) else { throw .malformed("type") }
        guard ["none", "urgent", "veryUrgent", "immediate"].contains(self.urgency) else { throw .malformed("urgency") }
        if self.isStub {
            guard self.subject.isEmpty, self.file == nil, self.attachments ?? [] == [] else { throw .secret }
            return
        }
        guard (1...500).contains(self.subject.unicodeScalars.count) else { throw .malformed("subject") }
        guard self.file?.isWellFormed ?? self.isPaper else { throw .malformed("file") }
        guard (self.attachments ?? []).allSatisfy(\.isWellFormed) else { throw .malformed("attachments") }
    }
}
