import Foundation
import SigningDomain

/// Reads the data file of the templates.
enum DocumentTemplateFile {
    /// Largest file that is read. Unit: bytes.
    static let limitBytes = 4 << 20

    private struct Contents: Decodable {
        let templates: [DocumentTemplate]
    }

    /// The templates that come with the service, or those of a file.
    ///
    /// - Parameter path: Empty = those that come with the service.
    /// - Throws: ``TemplateFault`` that names what is wrong.
    static func read(path: String) throws(TemplateFault) -> DocumentTemplates {
        guard !path.isEmpty else { return try self.read(PackageResources.document_templates_json) }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw TemplateFault("\(path) cannot be read") }
        return try self.read(Array(bytes))
    }

    static func read(_ bytes: [UInt8]) throws(TemplateFault) -> DocumentTemplates {
        guard bytes.count <= self.limitBytes else { throw TemplateFault("more than \(self.limitBytes) bytes") }
        let contents: Contents
        do {
            contents = try JSONDecoder().decode(Contents.self, from: Data(bytes))
        } catch {
            throw TemplateFault("\(error)")
        }
        guard let templates = DocumentTemplates(contents.templates) else { throw TemplateFault("a type has no template, or two") }
        return templates
    }
}
