/// Why a scan or a page of it is refused, for programs.
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
    /// The file is neither JPEG, PNG, TIFF nor a PDF made of page images.
    case wrongFileType
    /// The file, or a page of it, is larger than allowed.
    case tooLarge
    /// The PDF is encrypted.
    case encrypted
}
