import Foundation
import SwiftProtobuf

/// One file of the sample province: the protobuf JSON form of a request.
struct ProvinceFile {
    /// Largest file that is read. Unit: bytes.
    static let limitBytes = 64 << 20

    let path: String
    private let bytes: Data
    private let outline: JSONOutline

    /// Reads a file and checks that it is JSON.
    ///
    /// - Throws: ``CommandFailure`` with exit code 65, naming the line.
    init(path: String) throws(CommandFailure) {
        self.path = path
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(Words("Không đọc được tệp \(path)", "the file \(path) cannot be read"), exitCode: .badFile)
        }
        guard data.count <= Self.limitBytes else {
            throw CommandFailure(
                Words("\(path) lớn hơn 64 MiB", "\(path) is larger than 64 MiB"), exitCode: .badFile)
        }
        self.bytes = data
        do {
            self.outline = try JSONOutline(Array(data))
        } catch {
            throw CommandFailure(
                Words(
                    "\(path), dòng \(error.line): không phải JSON; cần có \(error.expected)",
                    "\(path), line \(error.line): this is not JSON; expected \(error.expected)"),
                exitCode: .badFile)
        }
    }

    /// The request in the file.
    ///
    /// - Throws: ``CommandFailure`` with exit code 65, naming line and pointer of the member at fault.
    func message<Body: Message>(_ type: Body.Type) throws(CommandFailure) -> Body {
        do {
            return try Body(jsonUTF8Data: self.bytes)
        } catch {
            throw self.failure(of: error, type)
        }
    }

    /// A fault that a service found in what the file holds.
    func failure(pointer: String, _ words: Words) -> CommandFailure {
        let place = self.place(pointer)
        return CommandFailure(
            Words("\(self.path)\(place.vietnamese): \(words.vietnamese)", "\(self.path)\(place.english): \(words.english)"),
            exitCode: .badFile)
    }

    private func place(_ pointer: String) -> Words {
        guard !pointer.isEmpty else { return Words("", "") }
        guard let line = self.outline.line(of: pointer) else { return Words(", tại \(pointer)", ", at \(pointer)") }
        return Words(", dòng \(line), tại \(pointer)", ", line \(line), at \(pointer)")
    }

    private func failure<Body: Message>(of error: any Error, _ type: Body.Type) -> CommandFailure {
        if case .unknownField(let name)? = error as? JSONDecodingError {
            let pointer = self.outline.pointer(ofMember: name) ?? name
            return self.failure(
                pointer: pointer,
                Words("trường «\(name)» không có trong \(Body.protoMessageName)", "\(Body.protoMessageName) has no member «\(name)»"))
        }
        let pointer = self.faultyElement(type) ?? ""
        return self.failure(
            pointer: pointer,
            Words(
                "giá trị không đúng dạng JSON của \(Body.protoMessageName) (\(error))",
                "a value does not have the JSON form of \(Body.protoMessageName) (\(error))"))
    }

    /// The first element of a list of the file that cannot be read by itself.
    private func faultyElement<Body: Message>(_ type: Body.Type) -> String? {
        guard let members = try? JSONSerialization.jsonObject(with: self.bytes) as? [String: Any] else { return nil }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let elements = value as? [Any] else {
                if !Self.reads([name: value], type) { return name }
                continue
            }
            for (index, element) in elements.enumerated() where !Self.reads([name: [element]], type) {
                return "\(name)[\(index)]"
            }
        }
        return nil
    }

    private static func reads<Body: Message>(_ object: [String: Any], _ type: Body.Type) -> Bool {
        guard let data = try? JSONSerialization.data(withJSONObject: object) else { return false }
        return (try? Body(jsonUTF8Data: data)) != nil
    }
}
