/// Reads the sheet a person hands in: a workbook (`.xlsx`, ISO/IEC 29500) or comma-separated values (RFC 4180), told apart by the
/// first bytes.
public enum SheetReader {
    /// Reads a file; of a workbook its first sheet that is not hidden.
    ///
    /// - Returns: The rows that are not empty, in their order.
    /// - Throws: ``SpreadsheetError``; what is wrong with a single cell of a workbook is in the cell.
    /// - Complexity: O(what the file unpacks to).
    public static func rows(_ bytes: [UInt8], limits: SheetLimits) throws(SpreadsheetError) -> [SheetRow] {
        guard bytes.count <= limits.fileBytes else { throw .tooManyBytes(limit: limits.fileBytes) }
        // Compound files of 1997: workbooks before 2007, and newer ones that are encrypted.
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { throw .olderFormat }
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) else {
            return try CSVScanner.rows(bytes, limits: limits)
        }
        return try WorkbookReader(bytes, limits: limits).rows()
    }
}
