/// The data of a province after every rule was checked; only this is stored.
public struct VerifiedProvince: Hashable, Sendable {
    /// The data.
    public let data: ReceivedProvince

    /// Checks the data against all rules.
    ///
    /// - Throws: ``ProvinceFaults`` with every contradiction found, not only the first.
    public init(_ received: ReceivedProvince) throws(ProvinceFaults) {
        let faults =
            received.identityFaults() + received.codeFaults() + received.membershipFaults()
            + received.levelFaults() + received.linkFaults() + received.peopleFaults()
            + received.codeListFaults() + received.calendarFaults() + received.textFaults()
        guard faults.isEmpty else {
            throw ProvinceFaults(faults: faults)
        }
        self.data = received
    }
}
