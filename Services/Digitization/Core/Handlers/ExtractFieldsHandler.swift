import BlobStore
import Clocks
import DigitizationDomain
import Foundation
import ServiceKit

/// Proposes the fields of a signed paper; refused before the officer's signature (R23).
struct ExtractFieldsHandler: Sendable {
    let store: PaperStore
    let blobs: any BlobStore
    let rules: [ExtractionRules]
    let names: KnownNames

    /// - Returns: The proposals, none for a paper type without rules, and known names that are like them.
    func handle(_ id: Identifier) async throws -> (fields: [PaperField], suggestions: [FieldSuggestion]) {
        guard let paper = try await self.store.paper(id) else { throw HosoFailure.paperNotFound }
        do { try paper.check(.propose) } catch { throw error.failure }
        let fields = try await self.proposals(paper)
        return (fields, self.names.suggestions(for: fields))
    }

    /// What the machine reads on a paper, whatever its state.
    func proposals(_ paper: Paper) async throws -> [PaperField] {
        guard let reading = paper.copy?.reading.reference,
            let rules = self.rules.first(where: { $0.paperTypes.contains(paper.parts.paperTypeCode) })
        else { return [] }
        let lines = try JSONDecoder().decode([PaperLine].self, from: Data(try await self.blobs.get(reading)))
        return FieldExtractor(rules: rules, lines: lines).proposals()
    }
}
