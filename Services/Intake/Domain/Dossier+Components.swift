public import Clocks

extension Dossier {
    /// Records that a component, or the result, is digitized: stored with its code (R22, R27, R28).
    ///
    /// The same paper reported again changes nothing. A reused component stays reused, because the paper that stands
    /// for it was digitized elsewhere.
    ///
    /// - Returns: What happened; empty when it was known.
    /// - Throws: ``DossierError/componentUnknown(_:)`` or ``DossierError/componentSettled(_:_:)``.
    public mutating func recordDigitized(
        componentCode: String, resultCode: String, documentID: Identifier
    ) throws(DossierError) -> [DossierFact] {
        guard let index = self.components.firstIndex(where: { $0.rule.code == componentCode }) else {
            throw .componentUnknown(componentCode)
        }
        let component = self.components[index]
        switch component.state {
        case .digitized where component.documentID == documentID && component.resultCode == resultCode:
            return []
        case .reusedFromComponent, .reusedFromResult:
            throw .componentSettled(componentCode, component.state)
        case .notDigitized, .digitized:
            // A component of several papers keeps the newest.
            self.components[index].state = .digitized
            self.components[index].resultCode = resultCode
            self.components[index].documentID = documentID
            return [.componentDigitized(componentCode: componentCode)]
        }
    }
}
