/// Any JSON value, so that every fault of a file can be told and not only the first.
indirect enum LimitsValue: Decodable, Hashable, Sendable {
    case null
    case truth(Bool)
    case number(Double)
    case text(String)
    case list([LimitsValue])
    case object([String: LimitsValue])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let truth = try? value.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([LimitsValue].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: LimitsValue].self))
        }
    }
}
