/// All profiles the service signs by: at least one for each of the four cases (R33).
public struct SignatureProfiles: Hashable, Sendable {
    /// The profiles in the order of the file.
    public let all: [SignatureProfile]

    /// Takes profiles together.
    ///
    /// - Throws: ``SignatureProfileFault/twice(_:)`` or ``SignatureProfileFault/caseMissing(_:)``.
    public init(_ all: [SignatureProfile]) throws(SignatureProfileFault) {
        var names: Set<String> = []
        for profile in all where !names.insert(profile.name).inserted { throw .twice(profile.name) }
        for missing in SignatureCase.allCases where !all.contains(where: { $0.signatureCase == missing }) {
            throw .caseMissing(missing)
        }
        self.all = all
    }

    /// The profile of a name, for a kind of subject; without a kind, whatever it is for.
    ///
    /// A paper copied at the desk is not to become "signed" by some other signature, nor anything else by that of the desk (V-22).
    ///
    /// - Throws: ``SigningRefusal/unknownProfile(_:)`` or ``SigningRefusal/profileNotForSubject(_:)``.
    public func named(_ name: String, for subjectKind: String = "") throws(SigningRefusal) -> SignatureProfile {
        guard let profile = self.all.first(where: { $0.name == name }) else { throw .unknownProfile(name) }
        let isReserved = self.all.contains { $0.subjectKinds.contains(subjectKind) }
        guard !isReserved || profile.subjectKinds.contains(subjectKind) else { throw .profileNotForSubject(name) }
        guard profile.subjectKinds.isEmpty || subjectKind.isEmpty || profile.subjectKinds.contains(subjectKind) else {
            throw .profileNotForSubject(name)
        }
        return profile
    }
}
