import SwiftProtobuf

/// The comments of one file by the path of the element they stand at (descriptor.proto, `SourceCodeInfo`).
struct SourceComments {
    private var leadingByPath: [[Int32]: String] = [:]
    private var detached: [[Int32]: [String]] = [:]

    init(_ file: Google_Protobuf_FileDescriptorProto) {
        for location in file.sourceCodeInfo.location {
            if location.hasLeadingComments { self.leadingByPath[location.path] = location.leadingComments }
            self.detached[location.path] = location.leadingDetachedComments + [location.trailingComments]
        }
    }

    /// The comment right above an element, without the blanks around it.
    func leading(_ path: [Int32]) -> String { Self.trimmed(self.leadingByPath[path] ?? "") }

    /// The comments that stand first inside a message: protoc gives them to the message as trailing
    /// or to its first field as detached.
    func inside(_ path: [Int32]) -> [String] {
        ((self.detached[path] ?? []) + (self.detached[path + [2, 0]] ?? [])).map(Self.trimmed)
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
