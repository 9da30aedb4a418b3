/// One step through an XML file.
enum XMLEvent: Hashable {
    /// An element begins.
    case start(XMLName, attributes: [XMLName: String])
    /// An element ends.
    case end(XMLName)
    /// Text.
    case text(String)
}

/// A name with its namespace.
struct XMLName: Hashable {
    /// The namespace; empty = none.
    let namespace: String
    /// The name in it.
    let local: String

    init(_ local: String, in namespace: String = "") {
        self.namespace = namespace
        self.local = local
    }
}
