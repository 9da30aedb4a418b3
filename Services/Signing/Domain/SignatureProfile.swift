/// The rules of one signature case as data: who signs, where it stands, how it looks, what the file must be (R33).
///
/// Source: Decree 30/2020, appendix I; Circular 03/2025, article 5 and Circular 01/2023 for the desk copy.
public struct SignatureProfile: Hashable, Sendable {
    /// The name used in messages and configuration.
    public let name: String
    /// Which of the four cases it is.
    public let signatureCase: SignatureCase
    /// Whose certificate is asked for.
    public let signer: SignerKind
    /// Where the signature stands.
    public let place: SignaturePlace
    /// How it looks.
    public let look: SignatureLook
    /// Lines of text, from top to bottom; `{signer}`, `{agency}`, `{time}` and `{form}` are filled in.
    public let lines: [String]
    /// Size of the letters. Unit: points.
    public let fontSizePoints: Double
    /// Distance from the edges of the page. Unit: millimetres.
    public let marginMillimetres: Double
    /// The image; `nil` where only text is shown.
    public let image: ProfileImage?
    /// Whether the file must already be PDF/A, because nothing may be converted after signing (R29).
    public let demandsPDFA: Bool
    /// Kinds of subject that are signed by this profile, and by no profile that does not name them.
    public let subjectKinds: [String]
    /// The level a document signed by it is to reach (R39).
    public let level: BaselineLevel
    /// What it certifies where it is a document's first signature; `nil` for a profile that certifies nothing.
    public let certification: SignatureCertification?

    /// Takes the rules of a case together.
    ///
    /// - Throws: ``SignatureProfileFault`` when they contradict each other or the decree.
    public init(
        name: String, signatureCase: SignatureCase, signer: SignerKind, place: SignaturePlace, look: SignatureLook,
        lines: [String], fontSizePoints: Double, marginMillimetres: Double, image: ProfileImage?, demandsPDFA: Bool,
        subjectKinds: [String] = [], level: BaselineLevel = .basic, certification: SignatureCertification? = nil
    ) throws(SignatureProfileFault) {
        self.name = name
        self.signatureCase = signatureCase
        self.signer = signer
        self.place = place
        self.look = look
        self.lines = lines
        self.fontSizePoints = fontSizePoints
        self.marginMillimetres = marginMillimetres
        self.image = image
        self.demandsPDFA = demandsPDFA
        self.subjectKinds = subjectKinds
        self.level = level
        self.certification = certification
        try self.check()
    }

    /// The lines with what they speak of put in.
    ///
    /// - Parameter values: What stands for `signer`, `agency`, `time` and `form`.
    public func filledLines(_ values: [String: String]) -> [String] {
        self.lines.map { line in Self.filled(line, values) }.filter { !$0.isEmpty }
    }

    /// Replaces in one pass, so that a name that holds braces puts nothing else in.
    private static func filled(_ line: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = line[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            result += values[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private func check() throws(SignatureProfileFault) {
        guard (1...64).contains(self.name.utf8.count) else { throw .badName(self.name) }
        let personal: Set<SignatureCase> = [.issuedByPerson, .deskCopy]
        guard (self.signer == .person) == personal.contains(self.signatureCase) else { throw .wrongSigner(self.name) }
        guard (self.look == .text) == (self.image == nil) else { throw .imageAndLookDiffer(self.name) }
        guard self.look != .text || !self.lines.isEmpty else { throw .noLines(self.name) }
        if let image {
            let sizes = [image.widthMillimetres, image.heightMillimetres]
            guard image.kind == "image/png", sizes.allSatisfy({ (1...200).contains($0) }) else { throw .badImage(self.name) }
        }
        // The seal is put over the person's signature, and no certification lets a new picture be shown.
        let isIssued = self.signatureCase == .issuedByPerson || self.signatureCase == .issuedByOrganisation
        guard self.certification == nil || !isIssued else { throw .certifiesTooEarly(self.name) }
        guard (4...24).contains(self.fontSizePoints), (0...100).contains(self.marginMillimetres) else { throw .badSize(self.name) }
    }
}
