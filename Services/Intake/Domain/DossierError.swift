public import Clocks

/// A rule of intake that was broken; nothing has changed.
public enum DossierError: Error, Hashable, Sendable {
    /// The status cannot follow the present one (R12).
    case moveImpossible(from: DossierStatus, to: DossierStatus, because: MoveRefusal)
    /// The status follows only through its own action.
    case actionRequired(DossierStatus)
    /// Required components were neither brought nor reused.
    case componentsMissing([String])
    /// The dossier has no such component to hand in.
    case componentUnknown(String)
    /// A component is named twice.
    case componentNamedTwice(String)
    /// The component is filled by a reused paper.
    case componentSettled(String, ComponentState)
    /// The repository holds these papers, and no reason was given for asking again (R19).
    case papersHeld([ReuseOffer])
    /// The reason for asking again needs a note.
    case repeatNoteMissing(String)
    /// A number of sheets is negative or beyond belief.
    case sheetsOutOfRange(String)
    /// The owner has no name, or a number that is not 10, 12 or 13 digits.
    case ownerMalformed
    /// The status needs a reason.
    case reasonMissing(DossierStatus)
    /// A request for a supplement must say what is missing, on which legal basis and who approved it (R17).
    case supplementIncomplete
    /// A text is empty or longer than its field; the field is named.
    case textMalformed(String)
    /// The clock stands still and would run again, but no calendar was at hand.
    case calendarRequired
    /// The calendar cannot answer.
    case calendar(WorkingCalendarError)
}
