/// Reads the members of one JSON object, remembers every fault with its pointer, and refuses what nobody asked for.
///
/// Reading functions return an empty value after a fault, so that all faults are found in one pass; call ``finish()`` at
/// the end and use nothing before it has returned.
public struct JSONReader {
    /// The pointer of the object itself; empty for the whole body.
    public let pointer: String
    /// What was wrong so far.
    public private(set) var faults: [InputFault] = []
    private var members: [String: JSONValue] = [:]

    /// Reads an object; anything else is a fault.
    public init(_ value: JSONValue, pointer: String = "") {
        self.pointer = pointer
        if case .object(let members) = value {
            self.members = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
        } else {
            self.faults = [Self.wrongType(pointer, "một đối tượng", "an object")]
        }
    }

    /// Ends reading.
    ///
    /// - Throws: ``InputFaults`` with every fault, members nobody asked for included.
    public mutating func finish() throws(InputFaults) {
        self.refuseRest()
        guard self.faults.isEmpty else { throw InputFaults(self.faults) }
    }

    /// Adds a fault of the caller's own rules.
    public mutating func note(_ fault: InputFault) { self.faults.append(fault) }

    /// The pointer of a member.
    public func pointer(to name: String) -> String {
        "\(self.pointer)/\(name.replacing("~", with: "~0").replacing("/", with: "~1"))"
    }

    private mutating func refuseRest() {
        for name in self.members.keys.sorted() {
            self.faults.append(
                InputFault(
                    pointer: self.pointer(to: name), code: .unknown, expectedVi: "không có thành phần này",
                    expectedEn: "no such member"))
        }
        self.members = [:]
    }

    private static func wrongType(_ pointer: String, _ vi: String, _ en: String) -> InputFault {
        InputFault(pointer: pointer, code: .wrongType, expectedVi: "phải là \(vi)", expectedEn: "must be \(en)")
    }

    /// Takes a member out; `null` counts as absent.
    private mutating func take(_ name: String, required: Bool) -> JSONValue? {
        let value = self.members.removeValue(forKey: name)
        if let value, value != .null { return value }
        if required {
            self.faults.append(
                InputFault(
                    pointer: self.pointer(to: name), code: .missing, expectedVi: "phải có", expectedEn: "must be there"))
        }
        return nil
    }

    /// A string, or nil when it is absent or at fault.
    private mutating func text(_ name: String, required: Bool, length: ClosedRange<Int>) -> String? {
        guard let value = self.take(name, required: required) else { return nil }
        guard case .string(let text) = value else {
            self.faults.append(Self.wrongType(self.pointer(to: name), "chuỗi ký tự", "a string"))
            return nil
        }
        guard length.contains(text.unicodeScalars.count) else {
            self.faults.append(
                InputFault(
                    pointer: self.pointer(to: name), code: .outOfRange,
                    expectedVi: "dài từ \(length.lowerBound) đến \(length.upperBound) ký tự",
                    expectedEn: "must have \(length.lowerBound) to \(length.upperBound) characters"))
            return nil
        }
        return text
    }

    /// A text; empty when it is absent.
    public mutating func string(_ name: String, required: Bool = true, length: ClosedRange<Int> = 1...255) -> String {
        self.text(name, required: required, length: required ? length : min(0, length.lowerBound)...length.upperBound) ?? ""
    }

    /// A whole number; 0 when it is absent.
    public mutating func integer(_ name: String, required: Bool = true, in range: ClosedRange<Int64>) -> Int64 {
        guard let value = self.take(name, required: required) else { return 0 }
        guard case .number(let text) = value else {
            self.faults.append(Self.wrongType(self.pointer(to: name), "số nguyên", "a whole number"))
            return 0
        }
        guard let number = Int64(text), range.contains(number) else {
            self.faults.append(
                InputFault(
                    pointer: self.pointer(to: name), code: .outOfRange,
                    expectedVi: "số nguyên từ \(range.lowerBound) đến \(range.upperBound)",
                    expectedEn: "a whole number from \(range.lowerBound) to \(range.upperBound)"))
            return 0
        }
        return number
    }

    /// A text turned into something by `parse`; nil when it is absent or `parse` says no.
    public mutating func parsed<Value>(
        _ name: String, required: Bool = true, vi: String, en: String, limit: Int = 255, _ parse: (String) -> Value?
    ) -> Value? {
        guard let text = self.text(name, required: required, length: 0...limit) else { return nil }
        if text.isEmpty, !required { return nil }
        guard let value = parse(text) else {
            self.faults.append(
                InputFault(
                    pointer: self.pointer(to: name), code: .malformed, expectedVi: "phải là \(vi)", expectedEn: "must be \(en)"))
            return nil
        }
        return value
    }

    /// An object read by `read`; nil when it is absent.
    public mutating func object<Value>(
        _ name: String, required: Bool = true, _ read: (inout JSONReader) -> Value
    ) -> Value? {
        guard let value = self.take(name, required: required) else { return nil }
        return self.nested(value, pointer: self.pointer(to: name), read)
    }

    /// A list of objects, each read by `read`; empty when it is absent.
    public mutating func list<Value>(
        _ name: String, required: Bool = true, limit: Int, _ read: (inout JSONReader) -> Value
    ) -> [Value] {
        guard let value = self.take(name, required: required) else { return [] }
        guard case .array(let values) = value else {
            self.faults.append(Self.wrongType(self.pointer(to: name), "danh sách", "a list"))
            return []
        }
        guard values.count <= limit else {
            self.faults.append(
                InputFault(
                    pointer: self.pointer(to: name), code: .outOfRange, expectedVi: "nhiều nhất \(limit) mục",
                    expectedEn: "at most \(limit) items"))
            return []
        }
        let pointer = self.pointer(to: name)
        return values.enumerated().map { self.nested($0.element, pointer: "\(pointer)/\($0.offset)", read) }
    }

    private mutating func nested<Value>(
        _ value: JSONValue, pointer: String, _ read: (inout JSONReader) -> Value
    ) -> Value {
        var reader = JSONReader(value, pointer: pointer)
        let result = read(&reader)
        reader.refuseRest()
        self.faults += reader.faults
        return result
    }
}
