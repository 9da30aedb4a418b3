/// The data of a province as it was handed in, not yet checked.
public struct ReceivedProvince: Hashable, Sendable {
    /// The levels of government.
    public var levels: [AgencyLevel]
    /// The agencies.
    public var agencies: [Agency]
    /// Who follows whom.
    public var links: [AgencyLink]
    /// The people with their posts.
    public var people: [Person]
    /// The working calendars.
    public var calendars: [DecidedCalendar]
    /// The versions of the code lists.
    public var codeLists: [CodeList]

    /// Makes the data.
    public init(
        levels: [AgencyLevel],
        agencies: [Agency],
        links: [AgencyLink],
        people: [Person],
        calendars: [DecidedCalendar],
        codeLists: [CodeList]
    ) {
        self.levels = levels
        self.agencies = agencies
        self.links = links
        self.people = people
        self.calendars = calendars
        self.codeLists = codeLists
    }
}
