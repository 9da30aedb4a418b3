public import Clocks
public import HosoProto

extension Hoso_Common_V1_Day {
    /// The day of a date.
    public init(_ date: VietnamDate) {
        self.init()
        self.year = Int32(date.year)
        self.month = Int32(date.month)
        self.day = Int32(date.day)
    }

    /// The date, or nil when the calendar has no such day.
    public var date: VietnamDate? { VietnamDate(year: Int(self.year), month: Int(self.month), day: Int(self.day)) }

    /// The date.
    ///
    /// - Parameter pointer: The field, for the fault.
    /// - Throws: ``WireFault`` when the calendar has no such day.
    public func date(_ pointer: String) throws(WireFault) -> VietnamDate {
        guard let date = self.date else { throw WireFault(pointer: pointer, expected: "a day of the calendar") }
        return date
    }
}
