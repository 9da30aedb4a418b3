/// What is known of a province's organisation: handed in for import, or stored.
public struct Province: Hashable, Sendable {
    /// The agencies with their periods.
    public var agencies: [Agency]
    /// The people with their posts.
    public var people: [Person]
    /// The exceptions of the working calendar.
    public var calendar: [CalendarDay]
    /// The office hours, or `nil` when not said.
    public var hours: OfficeHours?
    /// The entries of the code lists.
    public var codes: [CodeEntry]

    /// Makes the data of a province.
    public init(
        agencies: [Agency] = [],
        people: [Person] = [],
        calendar: [CalendarDay] = [],
        hours: OfficeHours? = nil,
        codes: [CodeEntry] = []
    ) {
        self.agencies = agencies
        self.people = people
        self.calendar = calendar
        self.hours = hours
        self.codes = codes
    }
}
