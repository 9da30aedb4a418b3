import Clocks
import Foundation

/// What the demonstration was promised, as its journal says.
struct ClientJournal: Sendable {
    /// A dossier the client was told of.
    struct Dossier: Hashable, Sendable {
        let id: Identifier
        let code: String
        /// The idempotency key it was opened with.
        let key: String
    }

    private struct Content: Decodable {
        var run: String
        var facts: [String: String]
    }

    private(set) var dossiers: [Dossier] = []
    private(set) var papers: [Identifier] = []

    /// Reads a journal.
    ///
    /// - Throws: ``CommandFailure`` with exit code 65 when it cannot be read.
    init(path: String) throws(CommandFailure) {
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw CommandFailure(
                Words("Nhật ký \(path) không đọc được", "the journal \(path) cannot be read: \(error)"),
                mend: Words("xóa tệp nếu không cần nữa", "delete it if it is no longer wanted"), exitCode: .badFile)
        }
        for name in ["dossier", "second"] {
            guard let id = content.facts["\(name).id"].flatMap({ Identifier($0) }), let code = content.facts["\(name).code"]
            else { continue }
            self.dossiers.append(Dossier(id: id, code: code, key: "demo-\(content.run)-open-\(name)"))
        }
        self.papers = ["blurred", "component", "result"].compactMap { content.facts["\($0).paper"].flatMap { Identifier($0) } }
    }
}
