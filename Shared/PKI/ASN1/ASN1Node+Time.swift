import Clocks
import SwiftASN1

extension ASN1Node {
    /// Reads a UTCTime or GeneralizedTime, a fraction of a second included.
    func instant(_ code: PKIError.Code, _ what: String) throws(PKIError) -> UTCInstant {
        do {
            if self.identifier == .utcTime {
                let time = try UTCTime(derEncoded: self)
                return try Self.instant(
                    [time.year, time.month, time.day, time.hours, time.minutes, time.seconds], fraction: 0, code, what)
            }
            let time = try GeneralizedTime(derEncoded: self)
            return try Self.instant(
                [time.year, time.month, time.day, time.hours, time.minutes, time.seconds], fraction: time.fractionalSeconds, code, what)
        } catch let error as PKIError {
            throw error
        } catch {
            throw PKIError(code: code, message: "\(what) cannot be read: \(error)")
        }
    }

    /// - Parameter fields: Year, month, day, hours, minutes, seconds.
    private static func instant(
        _ fields: [Int], fraction: Double, _ code: PKIError.Code, _ what: String
    ) throws(PKIError) -> UTCInstant {
        let texts = fields.enumerated().map { index, value in
            let text = String(value)
            return String(repeating: "0", count: max(0, (index == 0 ? 4 : 2) - text.utf8.count)) + text
        }
        let text = "\(texts[0...2].joined(separator: "-"))T\(texts[3...5].joined(separator: ":"))Z"
        guard let instant = UTCInstant(iso8601: text) else { throw PKIError(code: code, message: "\(what): \(text) is no time") }
        guard fraction > 0, fraction < 1 else { return instant }
        return instant + .microseconds(Int64(fraction * 1_000_000))
    }
}
