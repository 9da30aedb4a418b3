/// The parts of a distinguished name that people and rules look at.
public struct SubjectName: Hashable, Sendable {
    /// The name of the person, organisation or authority; empty when the certificate has none.
    public let commonName: String
    /// The organisation, where given.
    public let organization: String?
    /// The unit of the organisation, where given.
    public let organizationalUnit: String?
    /// The title of the person, where given.
    public let title: String?
    /// The numbers that identify a person or organisation: the attributes UID and serialNumber.
    public let identities: [SubjectIdentity]
    /// The whole name in one line, RFC 4514 notation.
    public let text: String

    /// Whether one of the identity numbers is the given one, whatever its kind.
    ///
    /// - Parameter number: The number without its kind, such as the twelve digits of a citizen identity card.
    public func isIdentified(by number: String) -> Bool {
        !number.isEmpty && self.identities.contains { $0.number == number }
    }
}
