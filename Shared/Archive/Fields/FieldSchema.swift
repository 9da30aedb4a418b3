/// The XML schema of a field set, which travels in `schemas/` so that the package explains itself.
///
/// The circular's own samples write the fields in any order, so the schema asks for none (`xs:all`).
enum FieldSchema {
    static func bytes(_ set: FieldSet) throws(ArchiveError) -> [UInt8] {
        let writer = try XMLWriter()
        try writer.start("xs:schema", [("xmlns:xs", "http://www.w3.org/2001/XMLSchema"), ("elementFormDefault", "qualified")])
        try writer.start("xs:element", [("name", "simpledc")])
        try writer.start("xs:complexType")
        try writer.start("xs:all")
        for rule in set.rules {
            let isFree = rule.demand != .always
            try writer.start("xs:element", [("name", rule.field.rawValue)] + (isFree ? [("minOccurs", "0")] : []))
            try writer.start("xs:simpleType")
            try writer.start("xs:restriction", [("base", "xs:string")])
            for (facet, value) in Self.facets(rule.form, orEmpty: isFree) { try writer.element(facet, [("value", value)]) }
            for _ in 0..<3 { try writer.end() }
        }
        for _ in 0..<4 { try writer.end() }
        return try writer.take()
    }

    private static func facets(_ form: FieldForm, orEmpty: Bool) -> [(String, String)] {
        switch form {
        case .text(let most): [("xs:maxLength", "\(most)")]
        case .number(let most): [("xs:pattern", "[0-9]{\(orEmpty ? 0 : 1),\(most)}")]
        case .date: [("xs:pattern", "(([0-9]{2}/)?[0-9]{2}/)?[0-9]{4}" + (orEmpty ? "|" : ""))]
        case .flag: [("xs:pattern", orEmpty ? "[01]?" : "[01]")]
        case .code(let list): [("xs:pattern", Self.choice(list, orEmpty))]
        case .codes(let list): [("xs:pattern", "\(Self.choice(list, false))(;\(Self.choice(list, false)))*" + (orEmpty ? "|" : ""))]
        }
    }

    private static func choice(_ list: CodeList, _ orEmpty: Bool) -> String {
        "(" + list.entries.map(\.code).joined(separator: "|") + ")" + (orEmpty ? "?" : "")
    }
}
