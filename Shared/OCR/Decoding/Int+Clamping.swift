extension Int {
    /// Turns a number into an integer without trapping on sizes no integer has.
    init(clampingToInt value: Double) {
        guard value.isFinite else {
            self = 0
            return
        }
        self = value >= 1e9 ? 1_000_000_000 : value <= -1e9 ? -1_000_000_000 : Int(value)
    }
}
