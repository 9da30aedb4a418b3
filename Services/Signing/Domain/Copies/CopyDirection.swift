/// From what to what a copy is made.
public enum CopyDirection: String, CaseIterable, Sendable {
    /// Paper to paper.
    case paperToPaper
    /// Electronic to paper.
    case electronicToPaper
    /// Paper to electronic.
    case paperToElectronic
    /// Electronic to electronic.
    case electronicToElectronic

    /// Whether what is copied is a file with signatures.
    public var fromElectronic: Bool { self == .electronicToPaper || self == .electronicToElectronic }
    /// Whether the copy is a file that the organisation signs.
    public var toElectronic: Bool { self == .paperToElectronic || self == .electronicToElectronic }
}
