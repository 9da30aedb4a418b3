public import Clocks

/// What a PDF/A file says about itself, in the information dictionary and in XMP alike.
public struct PDFAMetadata: Sendable {
    /// A property of our own; it is described in the file by an extension schema, as PDF/A demands.
    public struct Property: Hashable, Sendable {
        /// An XML name: letters and digits, a letter first.
        public let name: String
        /// The value.
        public let value: String
        /// What the property means, in English.
        public let meaning: String

        /// Makes a property.
        public init(name: String, value: String, meaning: String) {
            self.name = name
            self.value = value
            self.meaning = meaning
        }
    }

    /// `dc:title` and `/Title`.
    public var title: String
    /// `dc:creator` and `/Author`, if given.
    public var author: String?
    /// `dc:description` and `/Subject`, if given.
    public var subject: String?
    /// The program that asked for the file: `xmp:CreatorTool` and `/Creator`.
    public var creatorTool: String
    /// When the file was made; its modification time, too.
    public var createdAt: UTCInstant
    /// The language of the text, as BCP 47 writes it.
    public var language: String
    /// Properties of our own, in the order of writing.
    public var properties: [Property]

    /// Makes metadata.
    public init(
        title: String, author: String? = nil, subject: String? = nil, creatorTool: String = "hoso",
        createdAt: UTCInstant, language: String = "vi-VN", properties: [Property] = []
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.creatorTool = creatorTool
        self.createdAt = createdAt
        self.language = language
        self.properties = properties
    }

    static let producer = "hoso PDF"

    var information: PDFObject {
        var dictionary: PDFDictionary = ["Title": .text(self.title)]
        dictionary["Author"] = self.author.map(PDFObject.text)
        dictionary["Subject"] = self.subject.map(PDFObject.text)
        dictionary["Creator"] = .text(self.creatorTool)
        dictionary["Producer"] = .text(Self.producer)
        dictionary["CreationDate"] = PDFDate.pdf(self.createdAt)
        dictionary["ModDate"] = PDFDate.pdf(self.createdAt)
        return .dictionary(dictionary)
    }
}
