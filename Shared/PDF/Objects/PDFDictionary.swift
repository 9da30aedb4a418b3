/// A PDF dictionary that keeps the order of its keys, so that writing is deterministic.
public struct PDFDictionary: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    private var names: [String] = []
    private var values: [String: PDFObject] = [:]

    /// Makes an empty dictionary.
    public init() {}

    /// Makes a dictionary; of two equal keys the later wins.
    public init(dictionaryLiteral elements: (String, PDFObject)...) {
        for (key, value) in elements { self[key] = value }
    }

    /// The value of a key without its slash; setting `nil` removes the key.
    public subscript(key: String) -> PDFObject? {
        get { self.values[key] }
        set {
            if let newValue {
                if self.values.updateValue(newValue, forKey: key) == nil { self.names.append(key) }
            } else if self.values.removeValue(forKey: key) != nil {
                self.names.removeAll { $0 == key }
            }
        }
    }

    /// The keys in the order they were set.
    public var keys: [String] { self.names }

    /// Two dictionaries are equal when they hold the same values, in any order.
    public static func == (left: PDFDictionary, right: PDFDictionary) -> Bool { left.values == right.values }

    /// Hashes the values.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.values) }
}
