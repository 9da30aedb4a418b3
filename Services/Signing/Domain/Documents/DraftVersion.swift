public import Clocks

/// One version of a draft, kept for good.
public struct DraftVersion: Hashable, Codable, Sendable {
    /// Version, from 1.
    public var number: Int
    /// The body as PDF/A; `nil` while it is only text.
    public var file: DocumentFile?
    /// The body as text; empty when it is only a file.
    public var text: String
    /// Attachments.
    public var attachments: [DocumentFile]
    /// The body as structured text and how it was set; `nil` when it came as a finished file.
    public var layout: DraftLayout?
    /// Why it was written.
    public var reason: String
    /// Officer code of who wrote it.
    public var author: String
    /// When.
    public var writtenAt: UTCInstant

    /// Describes a version.
    public init(
        number: Int, file: DocumentFile?, text: String, attachments: [DocumentFile], reason: String, author: String,
        writtenAt: UTCInstant, layout: DraftLayout? = nil
    ) {
        self.number = number
        self.file = file
        self.text = text
        self.attachments = attachments
        self.reason = reason
        self.author = author
        self.writtenAt = writtenAt
        self.layout = layout
    }
}
