import SwiftProtobuf

/// Compares two contracts: what was promised once must go on to work for programs built against it.
///
/// Source: buf's breaking category FILE, as far as hoso uses the language.
struct BreakingChanges {
    private var findings: [Finding] = []

    /// Finds what a program built against `old` would trip over in `new`.
    static func check(from old: Google_Protobuf_FileDescriptorSet, to new: Google_Protobuf_FileDescriptorSet) -> [Finding] {
        var changes = BreakingChanges()
        let files = Dictionary(new.file.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for before in old.file where before.package.hasPrefix("hoso.") {
            guard let after = files[before.name] else {
                changes.report(before.name, "was removed")
                continue
            }
            changes.compare(before, after)
        }
        return changes.findings
    }

    private mutating func report(_ element: String, _ message: String) {
        self.findings.append(Finding(element: element, message: message))
    }

    /// Pairs the elements of two lists by name and reports those that are gone.
    private mutating func paired<Element>(
        _ old: [Element], _ new: [Element], name: (Element) -> String, in scope: String
    ) -> [(String, Element, Element)] {
        let byName = Dictionary(new.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
        var pairs: [(String, Element, Element)] = []
        for element in old {
            let fullName = "\(scope).\(name(element))"
            if let other = byName[name(element)] {
                pairs.append((fullName, element, other))
            } else {
                self.report(fullName, "was removed")
            }
        }
        return pairs
    }

    private mutating func compare(_ old: Google_Protobuf_FileDescriptorProto, _ new: Google_Protobuf_FileDescriptorProto) {
        for (name, before, after) in self.paired(old.messageType, new.messageType, name: \.name, in: old.package) {
            self.compare(before, after, name)
        }
        for (name, before, after) in self.paired(old.enumType, new.enumType, name: \.name, in: old.package) {
            self.compare(before, after, name)
        }
        for (name, before, after) in self.paired(old.service, new.service, name: \.name, in: old.package) {
            for (method, one, other) in self.paired(before.method, after.method, name: \.name, in: name) {
                let same =
                    one.inputType == other.inputType && one.outputType == other.outputType
                    && one.clientStreaming == other.clientStreaming && one.serverStreaming == other.serverStreaming
                if !same { self.report(method, "takes or returns something else, or streams otherwise") }
            }
        }
    }

    private mutating func compare(
        _ old: Google_Protobuf_DescriptorProto, _ new: Google_Protobuf_DescriptorProto, _ name: String
    ) {
        let fields = Dictionary(new.field.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for field in old.field {
            guard let other = fields[field.number] else {
                let reserved = new.reservedRange.contains { $0.start <= field.number && field.number < $0.end }
                if !reserved || !new.reservedName.contains(field.name) {
                    self.report("\(name).\(field.name)", "was removed without `reserved \(field.number); reserved \"\(field.name)\";`")
                }
                continue
            }
            let same =
                field.name == other.name && field.type == other.type && field.typeName == other.typeName
                && field.label == other.label && field.hasOneofIndex == other.hasOneofIndex
            if !same { self.report("\(name).\(field.name)", "changed its name, type, cardinality or oneof under number \(field.number)") }
        }
        for (nested, before, after) in self.paired(old.nestedType, new.nestedType, name: \.name, in: name) {
            self.compare(before, after, nested)
        }
        for (nested, before, after) in self.paired(old.enumType, new.enumType, name: \.name, in: name) {
            self.compare(before, after, nested)
        }
    }

    private mutating func compare(
        _ old: Google_Protobuf_EnumDescriptorProto, _ new: Google_Protobuf_EnumDescriptorProto, _ name: String
    ) {
        for value in old.value {
            let kept = new.value.contains { $0.number == value.number && $0.name == value.name }
            let reserved = new.reservedRange.contains { $0.start <= value.number && value.number <= $0.end }
            if !kept && !(reserved && new.reservedName.contains(value.name)) {
                self.report("\(name).\(value.name)", "was removed or renumbered without being reserved")
            }
        }
    }
}
