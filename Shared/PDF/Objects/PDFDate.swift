internal import Clocks

/// Instants as PDF and XMP write them, in Vietnam time.
enum PDFDate {
    /// `D:20260305090000+07'00'`
    static func pdf(_ instant: UTCInstant) -> PDFObject {
        let date = instant.vietnamDate
        let time = instant.vietnamTime
        let parts = [(date.year, 4), (date.month, 2), (date.day, 2), (time.hour, 2), (time.minute, 2), (time.second, 2)]
        return .string(Array("D:\(parts.map { PDFNumber.padded($0.0, $0.1) }.joined())+07'00'".utf8))
    }
}
