/// The code of a work record: agency, year and notation (R44; Decree 30/2020/NĐ-CP, Annex VI).
public enum FileCode {
    /// The notation of the n-th record under a plan entry, for example `05.HTCT-0012`.
    public static func notation(entry: String, ordinal: Int64) -> String {
        let digits = String(ordinal)
        return entry + "-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The whole code, for example `H99.12.2026.05.HTCT-0012`.
    public static func code(agency: String, year: Int, notation: String) -> String { "\(agency).\(year).\(notation)" }
}
