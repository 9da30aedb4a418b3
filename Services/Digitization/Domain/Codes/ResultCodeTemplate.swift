/// The form of digitization result codes: configuration, because the text that fixes it was not found (O1).
///
/// `{ownerId}`, `{paperTypeCode}` and `{seq}` (or `{seq:4}`, zero-padded) stand for the parts; each must occur once,
/// or two papers could get the same code.
public struct ResultCodeTemplate: Hashable, Sendable {
    private enum Piece: Hashable, Sendable { case literal(String), owner, type, ordinal(width: Int) }

    /// The template of the reading at hand.
    public static let standard = ResultCodeTemplate(pieces: [.owner, .literal("."), .type, .literal("."), .ordinal(width: 1)])

    private let pieces: [Piece]

    private init(pieces: [Piece]) { self.pieces = pieces }

    /// Reads a template; nil when a part is missing, repeated or unknown.
    public init?(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while !rest.isEmpty {
            if rest.first == "{" {
                guard let end = rest.firstIndex(of: "}"), let piece = Self.part(rest[rest.index(after: rest.startIndex)..<end])
                else { return nil }
                pieces.append(piece)
                rest = rest[rest.index(after: end)...]
            } else {
                let end = rest.firstIndex(of: "{") ?? rest.endIndex
                guard !rest[..<end].contains("}") else { return nil }
                pieces.append(.literal(String(rest[..<end])))
                rest = rest[end...]
            }
        }
        let ordinals = pieces.count { if case .ordinal = $0 { true } else { false } }
        guard pieces.count(where: { $0 == .owner }) == 1, pieces.count(where: { $0 == .type }) == 1, ordinals == 1 else { return nil }
        self.pieces = pieces
    }

    private static func part(_ name: Substring) -> Piece? {
        switch name {
        case "ownerId": return .owner
        case "paperTypeCode": return .type
        case "seq": return .ordinal(width: 1)
        default:
            guard name.hasPrefix("seq:"), let width = Int(name.dropFirst(4)), (1...18).contains(width) else { return nil }
            return .ordinal(width: width)
        }
    }

    /// Makes a code of its parts.
    ///
    /// - Parameters:
    ///   - ownerID: Letters, digits and hyphens.
    ///   - paperTypeCode: Letters, digits, full stops and hyphens.
    ///   - ordinal: From 1.
    /// - Throws: ``PaperError/codePartUnusable(_:)``.
    public func code(ownerID: String, paperTypeCode: String, ordinal: Int64) throws(PaperError) -> ResultCode {
        guard Self.isUsable(ownerID, also: "-") else { throw .codePartUnusable("ownerId") }
        guard Self.isUsable(paperTypeCode, also: ".-_") else { throw .codePartUnusable("paperTypeCode") }
        guard ordinal >= 1 else { throw .codePartUnusable("seq") }
        let text = self.pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .owner: ownerID
            case .type: paperTypeCode
            case .ordinal(let width): Self.padded(ordinal, width: width)
            }
        }.joined()
        return ResultCode(code: text, ownerID: ownerID, paperTypeCode: paperTypeCode, ordinal: ordinal)
    }

    private static func isUsable(_ part: String, also extra: String) -> Bool {
        (1...100).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || extra.contains($0) }
    }

    private static func padded(_ number: Int64, width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
