import Clocks
import GatewayDomain

/// The parameters of a query string, checked.
struct QueryInput: Sendable {
    private var values: [String: String] = [:]

    init(_ query: String, names: Set<String>) throws {
        for part in query.split(separator: "&").prefix(64) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentDecoding.decode(pair[0], plusIsSpace: true),
                let value = PercentDecoding.decode(pair.count > 1 ? pair[1] : "", plusIsSpace: true)
            else { throw RequestInput.fault("query", .malformed, "không đọc được", "cannot be read") }
            guard names.contains(name) else {
                throw RequestInput.fault("query:\(name)", .unknown, "không có tham số này", "no such parameter")
            }
            guard self.values.updateValue(value, forKey: name) == nil else {
                throw RequestInput.fault("query:\(name)", .malformed, "chỉ được nêu một lần", "must occur once")
            }
        }
    }

    /// A text; empty when it is absent.
    func text(_ name: String, limit: Int = 255) throws -> String {
        let text = self.values[name] ?? ""
        guard text.unicodeScalars.count <= limit else {
            throw RequestInput.fault("query:\(name)", .outOfRange, "dài nhất \(limit) ký tự", "at most \(limit) characters")
        }
        return text
    }

    /// A code; empty when it is absent.
    func code(_ name: String) throws -> String {
        let text = try self.text(name)
        guard text.isEmpty || HeaderText.isCode(text) else {
            throw RequestInput.fault("query:\(name)", .malformed, "phải là mã", "must be a code")
        }
        return text
    }

    /// How many to return; 0 when it is absent, which lets the service decide.
    func limit(upTo most: Int32 = 200) throws -> Int32 {
        let text = try self.text("limit")
        guard !text.isEmpty else { return 0 }
        guard let limit = Int32(text), (1...most).contains(limit) else {
            throw RequestInput.fault("query:limit", .outOfRange, "từ 1 đến \(most)", "1 to \(most)")
        }
        return limit
    }

    /// An id; nil when it is absent.
    func identifier(_ name: String) throws -> Identifier? {
        let text = try self.text(name)
        guard !text.isEmpty else { return nil }
        guard let id = Identifier(text) else {
            throw RequestInput.fault("query:\(name)", .malformed, "phải là UUID", "must be a UUID")
        }
        return id
    }
}
