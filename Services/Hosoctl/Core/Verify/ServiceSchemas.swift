/// Under which schema each service keeps its tables.
struct ServiceSchemas: Sendable {
    /// The services that have a schema and an event log.
    static let services = ["directory", "intake", "digitization", "signing", "records", "reporting"]

    /// Schemas that are not named like their service.
    var renamed: [String: String] = [:]
    /// The services that are looked at.
    var present: [String] = Self.services

    /// How the names of the services' roles begin.
    var rolePrefix = "hoso_"

    /// The role of a service.
    func role(of service: String) -> String { self.rolePrefix + service }

    /// The schema of a service.
    subscript(service: String) -> String { self.renamed[service] ?? service }

    /// The name of a service's table for raw SQL, quoted.
    func table(_ service: String, _ name: String) -> String {
        let schema = self[service].replacing("\"", with: "\"\"")
        return "\"\(schema)\".\(name)"
    }
}
