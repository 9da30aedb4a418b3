import SwiftProtobuf

/// The rules every `.proto` of hoso keeps, read from descriptors with source information.
///
/// Source: `Proto/README.md`, section "Rules".
struct ContractRules {
    private var findings: [Finding] = []
    private var messages: [String: Google_Protobuf_DescriptorProto] = [:]

    /// Checks every file of a set.
    ///
    /// - Parameter set: Descriptors made with `--include_source_info`; well-known types are left alone.
    /// - Returns: What breaks a rule, in the order of the files.
    static func check(_ set: Google_Protobuf_FileDescriptorSet) -> [Finding] {
        var rules = ContractRules()
        let own = set.file.filter { $0.package.hasPrefix("hoso.") }
        for file in own { rules.collect(file.messageType, in: ".\(file.package)") }
        for file in own { rules.check(file) }
        rules.checkRecursion()
        return rules.findings
    }

    private mutating func report(_ element: String, _ message: String) {
        self.findings.append(Finding(element: element, message: message))
    }

    private mutating func collect(_ types: [Google_Protobuf_DescriptorProto], in scope: String) {
        for type in types {
            self.messages["\(scope).\(type.name)"] = type
            self.collect(type.nestedType, in: "\(scope).\(type.name)")
        }
    }

    private mutating func check(_ file: Google_Protobuf_FileDescriptorProto) {
        if file.syntax != "proto3" { self.report(file.name, "must say syntax = \"proto3\"") }
        let folder = file.name.split(separator: "/").dropLast().joined(separator: ".")
        if folder != file.package { self.report(file.name, "package \(file.package) must be the folder, \(folder)") }
        let comments = SourceComments(file)
        for (index, message) in file.messageType.enumerated() {
            self.check(message, named: "\(file.package).\(message.name)", at: [4, Int32(index)], comments)
        }
        for (index, type) in file.enumType.enumerated() {
            self.check(type, named: "\(file.package).\(type.name)", at: [5, Int32(index)], comments)
        }
        for (index, service) in file.service.enumerated() {
            self.check(service, named: "\(file.package).\(service.name)", at: [6, Int32(index)], comments)
        }
    }

    private mutating func requireComment(_ element: String, at path: [Int32], _ comments: SourceComments) {
        if comments.leading(path).isEmpty { self.report(element, "needs a comment above it: meaning, unit, source") }
    }

    private mutating func check(
        _ message: Google_Protobuf_DescriptorProto, named name: String, at path: [Int32], _ comments: SourceComments
    ) {
        if message.options.mapEntry {
            self.report(name, "is a map, whose order on the wire is not fixed; use a repeated message sorted by key")
            return
        }
        self.requireComment(name, at: path, comments)
        let used = message.field.map(\.number) + message.reservedRange.map { $0.end - 1 }
        let next = (used.max() ?? 0) + 1
        let line = "Next unused field number: \(next)"
        if !comments.inside(path).contains(line) {
            self.report(name, "must begin with the comment `// \(line)`")
        }
        for (index, field) in message.field.enumerated() {
            let fieldName = "\(name).\(field.name)"
            self.requireComment(fieldName, at: path + [2, Int32(index)], comments)
            if field.proto3Optional {
                self.report(fieldName, "must not be `optional`, which protoc-c refuses; use a message or a one-member oneof")
            }
            if field.name.hasSuffix("_at"), field.typeName != ".google.protobuf.Timestamp" {
                self.report(fieldName, "ends in _at and must be a google.protobuf.Timestamp")
            }
        }
        for (index, nested) in message.nestedType.enumerated() {
            self.check(nested, named: "\(name).\(nested.name)", at: path + [3, Int32(index)], comments)
        }
        for (index, nested) in message.enumType.enumerated() {
            self.check(nested, named: "\(name).\(nested.name)", at: path + [4, Int32(index)], comments)
        }
    }

    private mutating func check(
        _ type: Google_Protobuf_EnumDescriptorProto, named name: String, at path: [Int32], _ comments: SourceComments
    ) {
        self.requireComment(name, at: path, comments)
        let prefix = Self.upperSnake(type.name)
        for (index, value) in type.value.enumerated() {
            let valueName = "\(name).\(value.name)"
            self.requireComment(valueName, at: path + [2, Int32(index)], comments)
            if !value.name.hasPrefix("\(prefix)_") { self.report(valueName, "must begin with \(prefix)_") }
            if value.number == 0, value.name != "\(prefix)_UNSPECIFIED" {
                self.report(valueName, "is zero and must be called \(prefix)_UNSPECIFIED")
            }
        }
        if type.value.first?.number != 0 { self.report(name, "must have a zero value \(prefix)_UNSPECIFIED") }
    }

    private mutating func check(
        _ service: Google_Protobuf_ServiceDescriptorProto, named name: String, at path: [Int32], _ comments: SourceComments
    ) {
        self.requireComment(name, at: path, comments)
        if !service.name.hasSuffix("Service") { self.report(name, "must end in Service") }
        for (index, method) in service.method.enumerated() {
            let methodName = "\(name).\(method.name)"
            self.requireComment(methodName, at: path + [2, Int32(index)], comments)
            if !method.inputType.hasSuffix(".\(method.name)Request") {
                self.report(methodName, "must take \(method.name)Request")
            }
            if !method.outputType.hasSuffix(".\(method.name)Response") {
                self.report(methodName, "must return \(method.name)Response")
            }
        }
    }

    /// A decoder's depth is bounded only where no message contains itself.
    private mutating func checkRecursion() {
        var finished: Set<String> = []
        for name in self.messages.keys.sorted() {
            var path: [String] = []
            self.visit(name, &path, &finished)
        }
    }

    private mutating func visit(_ name: String, _ path: inout [String], _ finished: inout Set<String>) {
        guard !finished.contains(name), let message = self.messages[name] else { return }
        if path.contains(name) {
            self.report(String(name.dropFirst()), "contains itself by \((path + [name]).joined(separator: " → "))")
            return
        }
        path.append(name)
        for field in message.field where field.type == .message { self.visit(field.typeName, &path, &finished) }
        path.removeLast()
        finished.insert(name)
    }

    private static func upperSnake(_ camel: String) -> String {
        var result = ""
        for character in camel {
            if character.isUppercase, !result.isEmpty { result.append("_") }
            result.append(contentsOf: character.uppercased())
        }
        return result
    }
}
