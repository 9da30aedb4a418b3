/// The person or organisation whose matter a dossier is; a clerk who helps is somebody else (R18a).
public struct DossierOwner: Hashable, Sendable {
    /// The personal identification number (12 digits), or the enterprise code (10 or 13 digits).
    public let id: String

    /// The name as written in the papers.
    public let name: String

    /// Makes an owner.
    ///
    /// - Throws: ``DossierError/ownerMalformed`` when the number does not have 10, 12 or 13 digits, or the name is
    ///   empty or longer than 200 characters.
    public init(id: String, name: String) throws(DossierError) {
        let digits = id.unicodeScalars
        guard [10, 12, 13].contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }),
            (1...200).contains(name.count), name.unicodeScalars.allSatisfy({ $0.value >= 32 })
        else {
            throw .ownerMalformed
        }
        self.id = id
        self.name = name
    }

    /// Makes an owner from a stored row.
    public init(loadingID id: String, name: String) {
        self.id = id
        self.name = name
    }
}
