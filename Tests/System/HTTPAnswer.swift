import Foundation

/// What the gateway answered.
struct HTTPAnswer: Sendable {
    /// The status; 0 when nobody answered.
    let status: Int
    let body: String

    /// A member of the JSON body by its path, such as `paper.state`; nil when there is none.
    func text(_ path: String) throws -> String? {
        var value: Any? = try JSONSerialization.jsonObject(with: Data(self.body.utf8))
        for name in path.split(separator: ".") { value = (value as? [String: Any])?[String(name)] }
        return value.map { "\($0)" }
    }
}
