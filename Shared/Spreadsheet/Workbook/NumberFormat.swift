/// Tells which number formats show a day (ISO/IEC 29500-1, 18.8.30).
enum NumberFormat {
    /// Whether a format that every program knows by number shows a day; times of day are no days.
    static func isBuiltInDate(_ id: Int) -> Bool {
        (14...17).contains(id) || id == 22 || (27...31).contains(id) || id == 36 || (50...58).contains(id)
    }

    /// Whether a format shows a day: it has a day or a year outside quotation marks and brackets.
    static func isDate(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        // What follows the first semicolon is for negative numbers, which are no days.
        for byte in code.utf8 {
            if isEscaped {
                isEscaped = false
            } else if byte == 0x22 {
                isQuoted.toggle()
            } else if isQuoted {
                continue
            } else if byte == 0x5B || byte == 0x5D {
                isBracketed = byte == 0x5B
            } else if isBracketed {
                continue
            } else if byte == 0x5C || byte == 0x5F || byte == 0x2A {
                isEscaped = true
            } else if byte == 0x3B {
                return false
            } else if [0x44, 0x59, 0x64, 0x79].contains(byte) {
                return true
            }
        }
        return false
    }
}
