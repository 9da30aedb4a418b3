public import OCR
import Foundation

/// The limits of the quality gate for every paper type, as data (R25).
///
/// A type that has no entry has the standard limits; an entry changes only what it names.
public struct QualityLimits: Hashable, Sendable {
    /// The limits of types without an entry.
    public var standard = QualityThresholds.administrative
    /// The limits by paper type.
    public var types: [String: QualityThresholds] = [:]

    /// The standard limits for every type.
    public init() {}

    /// Reads a file of limits.
    ///
    /// ```json
    /// {"standard": {"minimumDpi": 200}, "types": {"land": {"minimumDpi": 300, "sheets": ["A4", "A3"]}}}
    /// ```
    ///
    /// - Parameter json: The bytes of the file.
    /// - Throws: ``QualityLimitsFaults`` with everything that is wrong.
    public init(json: [UInt8]) throws(QualityLimitsFaults) {
        let file: LimitsValue
        do {
            file = try JSONDecoder().decode(LimitsValue.self, from: Data(json))
        } catch {
            throw QualityLimitsFaults(["$: no JSON"])
        }
        var reader = QualityLimitsReader()
        let limits = reader.limits(file)
        guard reader.faults.isEmpty else { throw QualityLimitsFaults(reader.faults) }
        self = limits
    }

    /// The limits for one paper.
    ///
    /// - Parameters:
    ///   - paperTypeCode: The paper's type.
    ///   - minimumDPI: Lowest resolution the request demands; the stricter one counts. Unit: dots per inch.
    public func thresholds(for paperTypeCode: String, minimumDPI: Int) -> QualityThresholds {
        var thresholds = self.types[paperTypeCode] ?? self.standard
        thresholds.minimumDPI = max(thresholds.minimumDPI, minimumDPI)
        return thresholds
    }
}
