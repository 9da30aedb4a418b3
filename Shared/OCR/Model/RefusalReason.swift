/// What the quality gate finds on a scan or a page of it, for programs.
///
/// Source: R25; the names are those of the sample set's descriptions.
public enum RefusalReason: String, CaseIterable, Codable, Hashable, Sendable {
    /// Fewer dots per inch than the paper type demands.
    case resolutionTooLow
    /// Nothing is on the page.
    case blankPage
    /// The page lies on its side or upside down.
    case orientation
    /// The page is turned by more than the limit.
    case skewed
    /// The print has no sharp edges.
    case blurred
    /// The picture has no colour where colour is demanded.
    case notColour
    /// The file has another number of pages than were counted on paper.
    case pageCountMismatch
    /// The file is cut off or damaged.
    case damagedFile
    /// The file is neither JPEG, PNG, TIFF nor PDF, whatever its name says.
    case wrongFileType
    /// The file, or a page of it, is larger than allowed.
    case tooLarge
    /// The PDF is encrypted.
    case encrypted
    /// The paper itself is dark: the lamp or the exposure is wrong.
    case tooDark
    /// The page is strewn with specks.
    case speckled
    /// Print is cut off at an edge.
    case cutEdge
    /// The size of the page is none the paper type has: it was not scanned at 100 %.
    case wrongScale
    /// The page looks like one that was captured before.
    case duplicatePage
    /// The text was recognised too unsurely to be relied on.
    case lowConfidence
}
