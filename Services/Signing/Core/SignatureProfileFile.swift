import Foundation
import SigningDomain

/// Reads the data file of the signature profiles (R33).
enum SignatureProfileFile {
    /// Largest file that is read. Unit: bytes.
    static let limitBytes = 1 << 20

    private struct Document: Decodable {
        let profiles: [Entry]
    }

    private struct Entry: Decodable {
        struct Image: Decodable {
            let kind: String
            let widthMillimetres: Double
            let heightMillimetres: Double
        }

        let name: String
        let `case`: String
        let signer: String
        let place: String
        let look: String
        let lines: [String]
        let fontSizePoints: Double?
        let marginMillimetres: Double?
        let image: Image?
        let demandsPDFA: Bool
        let subjectKinds: [String]?
        let level: String?
        let certifies: String?
    }

    /// The profiles that come with the service.
    static func builtIn() throws(SignatureProfileFault) -> SignatureProfiles {
        try self.read(PackageResources.signature_profiles_json)
    }

    /// The profiles of a file.
    ///
    /// - Throws: ``SignatureProfileFault`` that names the profile and what is wrong with it.
    static func read(path: String) throws(SignatureProfileFault) -> SignatureProfiles {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw .unreadable("\(path) cannot be read") }
        return try self.read(Array(bytes))
    }

    static func read(_ bytes: [UInt8]) throws(SignatureProfileFault) -> SignatureProfiles {
        guard bytes.count <= self.limitBytes else { throw .unreadable("more than \(self.limitBytes) bytes") }
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(bytes))
        } catch {
            throw .unreadable("\(error)")
        }
        var profiles: [SignatureProfile] = []
        for entry in document.profiles { profiles.append(try self.profile(entry)) }
        return try SignatureProfiles(profiles)
    }

    private static func profile(_ entry: Entry) throws(SignatureProfileFault) -> SignatureProfile {
        try SignatureProfile(
            name: entry.name,
            signatureCase: try self.word(entry.case, "case", entry.name),
            signer: try self.word(entry.signer, "signer", entry.name),
            place: try self.word(entry.place, "place", entry.name),
            look: try self.word(entry.look, "look", entry.name),
            lines: entry.lines, fontSizePoints: entry.fontSizePoints ?? 8, marginMillimetres: entry.marginMillimetres ?? 6,
            image: entry.image.map {
                ProfileImage(kind: $0.kind, widthMillimetres: $0.widthMillimetres, heightMillimetres: $0.heightMillimetres)
            },
            demandsPDFA: entry.demandsPDFA, subjectKinds: entry.subjectKinds ?? [],
            level: try self.word(entry.level ?? BaselineLevel.basic.rawValue, "level", entry.name),
            certification: try self.certification(entry))
    }

    private static func certification(_ entry: Entry) throws(SignatureProfileFault) -> SignatureCertification? {
        guard let text = entry.certifies else { return nil }
        return try self.word(text, "certifies", entry.name)
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ field: String, _ name: String
    ) throws(SignatureProfileFault) -> Word {
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw .unreadable("\(name): \(field) is \(text), known are \(known)")
        }
        return word
    }
}
