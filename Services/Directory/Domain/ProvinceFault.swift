public import Clocks

/// One contradiction in the data of a province; all of them are reported together.
public enum ProvinceFault: Hashable, Sendable {
    /// Two things of one kind share an identity.
    case duplicateIdentity(Identifier)
    /// Two agencies bear the code on the same day.
    case codeHeldTwice(AgencyCode)
    /// An agency bears two codes on the same day, or none at all.
    case codesUnclear(Identifier)
    /// An old form does not read as the code it is kept with.
    case reversedCodeDiffers(String, AgencyCode)
    /// A membership, a link or a post names an agency that is not in the data.
    case agencyUnknown(Identifier)
    /// An agency belongs to two agencies on the same day.
    case membershipsOverlap(Identifier)
    /// The level does not exist throughout the time of the agency.
    case levelNotInForce(String, agency: Identifier)
    /// An agency is, over successors, its own predecessor.
    case successionInCircle(Identifier)
    /// A successor takes over before the predecessor has ended, or does not exist on that day.
    case linkOutsideValidity(predecessor: Identifier, successor: Identifier)
    /// A personal identification number is not twelve digits.
    case personalIDMalformed(person: Identifier)
    /// Two persons share a personal identification number.
    case personalIDHeldTwice(person: Identifier)
    /// A version of a code list is in force together with another of the list.
    case codeListOverlaps(String, version: Int)
    /// A code stands twice in a version, or a version is empty.
    case codeListUnclear(String, version: Int)
    /// The calendar of a year contradicts itself or stands twice.
    case calendarUnclear(String, year: Int)
    /// A required text is empty or too long.
    case textOutOfBounds(String)
}

extension ProvinceFault: CustomStringConvertible {
    /// What is wrong, in a sentence for the person who keeps the data; without personal data.
    public var description: String {
        switch self {
        case .duplicateIdentity(let id): "The identity \(id) stands twice."
        case .codeHeldTwice(let code): "Two agencies bear the code \(code) on the same day."
        case .codesUnclear(let id): "Agency \(id) bears no code, or two on the same day."
        case .reversedCodeDiffers(let text, let code): "The old code \(text) does not read as \(code)."
        case .agencyUnknown(let id): "Agency \(id) is named but not in the data."
        case .membershipsOverlap(let id): "Agency \(id) belongs to two agencies on the same day."
        case .levelNotInForce(let level, let agency):
            "The level \(level) is not in force throughout the time of agency \(agency)."
        case .successionInCircle(let id): "Agency \(id) is its own predecessor."
        case .linkOutsideValidity(let predecessor, let successor):
            "The link from agency \(predecessor) to \(successor) is dated outside the time of one of them."
        case .personalIDMalformed(let person): "The personal number of person \(person) is not twelve digits."
        case .personalIDHeldTwice(let person): "The personal number of person \(person) belongs to another person too."
        case .codeListOverlaps(let name, let version):
            "Version \(version) of the list \(name) is in force together with another version."
        case .codeListUnclear(let name, let version):
            "Version \(version) of the list \(name) is empty or has a code twice."
        case .calendarUnclear(let name, let year): "The calendar \(name) of \(year) contradicts itself or stands twice."
        case .textOutOfBounds(let what): "The text of \(what) is empty or too long."
        }
    }
}
