public import Clocks

/// A request to use a record of the archive, answered with a package for use (DIP).
///
/// Source: Circular 05/2025/TT-BNV, article 42 and appendix V.
public struct UseRequest: Hashable, Sendable {
    /// Mã yêu cầu.
    public let code: String
    /// Day of the request.
    public let requestedOn: VietnamDate
    /// Mục đích: 01, 02, 03.
    public let purpose: String
    /// The purpose in words.
    public let purposeContent: String
    /// Đối tượng miễn, giảm phí; empty = none.
    public let feeObjectType: String
    /// Chủ đề nghiên cứu.
    public let researchTopic: String
    /// Who receives it.
    public let receiverName: String
    /// Last day of use.
    public let expiresOn: VietnamDate

    /// The most days from the issue to the last day of use.
    public static let mostDays = 15

    /// Checks and makes a request.
    ///
    /// - Throws: ``RecordsRefusal/missing(_:)`` or ``RecordsRefusal/badValue(_:_:)`` naming the value.
    public init(
        code: String, requestedOn: VietnamDate, purpose: String, purposeContent: String, feeObjectType: String, researchTopic: String,
        receiverName: String, expiresOn: VietnamDate, today: VietnamDate
    ) throws(RecordsRefusal) {
        guard !code.isEmpty else { throw .missing("requestCode") }
        guard !receiverName.isEmpty else { throw .missing("receiverName") }
        for (name, value, most) in [
            ("requestCode", code, 100), ("purposeContent", purposeContent, 1000), ("researchTopic", researchTopic, 500),
            ("receiverName", receiverName, 200),
        ] where value.count > most { throw .badValue(name, "≤ \(most)") }
        guard ["01", "02", "03"].contains(purpose) else { throw .badValue("purpose", "01, 02, 03") }
        guard requestedOn <= today else { throw .badValue("requestedOn", "≤ \(today.iso8601)") }
        let last = today.adding(days: Self.mostDays)
        guard expiresOn >= today, expiresOn <= last else { throw .badValue("expiresOn", "\(today.iso8601) – \(last.iso8601)") }
        self.init(
            loading: code, requestedOn: requestedOn, purpose: purpose, purposeContent: purposeContent, feeObjectType: feeObjectType,
            researchTopic: researchTopic, receiverName: receiverName, expiresOn: expiresOn)
    }

    /// A request as stored.
    public init(
        loading code: String, requestedOn: VietnamDate, purpose: String, purposeContent: String, feeObjectType: String,
        researchTopic: String, receiverName: String, expiresOn: VietnamDate
    ) {
        self.code = code
        self.requestedOn = requestedOn
        self.purpose = purpose
        self.purposeContent = purposeContent
        self.feeObjectType = feeObjectType
        self.researchTopic = researchTopic
        self.receiverName = receiverName
        self.expiresOn = expiresOn
    }
}
