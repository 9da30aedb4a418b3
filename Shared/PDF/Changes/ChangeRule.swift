/// The rule under which a change behind a signature was classified.
public enum ChangeRule: String, Hashable, Sendable, CaseIterable {
    // What later revisions may do.
    /// Data for long-term validation were added.
    case validationData
    /// The description of the file (information dictionary, metadata, extensions) changed.
    case description
    /// A document timestamp was added.
    case timestampAdded
    /// A field was signed, or a signature field added.
    case signatureAdded
    /// A field was filled in.
    case fieldFilled
    /// The form's own settings changed.
    case formSettings
    /// A new signature's place overlaps an older field's.
    case overlapsField
    /// An annotation was added.
    case annotationAdded
    /// An annotation changed.
    case annotationChanged
    /// An annotation was removed.
    case annotationRemoved
    /// A new signature covers much of its page.
    case coversPage
    /// A visible signature field was added to a certified document.
    case shownAfterCertification
    /// A signature field without a signature shows something.
    case unsignedFieldShown

    // What they may not.
    /// The content of a page changed.
    case pageContent
    /// A font, picture or form that pages use changed.
    case pageResource
    /// A page dictionary changed beyond its annotations.
    case pageChanged
    /// Pages were added, removed, swapped or reordered.
    case pageOrder
    /// The catalog changed, or another one took its place.
    case catalogChanged
    /// The trailer changed beyond what an update needs.
    case trailerChanged
    /// The form changed beyond filling in.
    case formChanged
    /// A field was added that is for no signature.
    case fieldAdded
    /// A field was removed from the form.
    case fieldRemoved
    /// A field changed beyond its value.
    case fieldChanged
    /// A field that a signature locks was changed.
    case lockedField
    /// An earlier signature, its dictionary or what it shows was changed.
    case signatureChanged
    /// An earlier signature was taken out of its field.
    case signatureRemoved
    /// What stands in a signature field is no signature.
    case notASignature
    /// An object changed that no rule allows to change.
    case unclaimedObject
    /// An object that may change is also used where it may not.
    case usedElsewhere
    /// An object that was missing at the time of signing exists now.
    case cameToLife
    /// An object changed without being listed by the update.
    case unlistedChange
    /// An object stream of an earlier revision was replaced.
    case objectStreamReplaced
    /// The update points at bytes of an earlier revision.
    case objectOutsideRevision
    /// The cross-reference sections do not follow each other as updates do.
    case crossReference
    /// An object cannot be read.
    case unreadable
    /// Bytes stand behind the last revision.
    case trailingData
    /// There is more than can be compared.
    case tooMuch
    /// The signature covers no revision that could be compared.
    case noRevision
}
