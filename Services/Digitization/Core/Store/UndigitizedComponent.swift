import Clocks
import DigitizationDomain

/// A component that is declared as not to be digitized.
struct UndigitizedComponent: Hashable, Sendable {
    let dossierCode: String
    let componentCode: String
    let agencyCode: String
    let reason: UndigitizedReason
    /// Why, in the officer's words; needed where the component is too complex.
    let note: String
    let officerCode: String
}
