/// The namespaces of a package.
enum XMLNamespace {
    static let mets = "http://www.loc.gov/METS/"
    static let csip = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
    static let xlink = "http://www.w3.org/1999/xlink"
    static let xsi = "http://www.w3.org/2001/XMLSchema-instance"
    static let premis = "http://www.loc.gov/premis/v3"
    /// What was done with a document, as hoso writes it (R50).
    static let process = "urn:hoso:archive:process:1"
    /// What only hoso knows about a record, so that a package comes back without loss.
    static let sheet = "urn:hoso:archive:sheet:1"
}
