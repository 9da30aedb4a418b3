import Foundation
import ServiceKit
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
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure(
                Words("Không đọc được tệp \(path)", "the file \(path) cannot be read: \(error.localizedDescription)"),
                mend: Words("kiểm tra đường dẫn và quyền đọc", "check the path and the right to read it"), exitCode: .badFile)
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
                mend: HosoFailure.Mender.caller.words, exitCode: .badFile)
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

    /// A fault that a service found in what the file holds: file, line, place, what, and who mends it.
    func failure(
        pointer: String, _ words: Words, mender: HosoFailure.Mender = .caller
    ) -> CommandFailure {
        let place = self.place(pointer)
        return CommandFailure(
            Words(
                "\(self.path)\(place.vietnamese): \(self.withLines(words.vietnamese, "dòng"))",
                "\(self.path)\(place.english): \(self.withLines(words.english, "line"))"),
            mend: mender.words, exitCode: .badFile)
    }

    /// Names the places of a message as the file does: `valid_to` of the contract is `validTo` in JSON.
    private func place(_ pointer: String) -> Words {
        guard !pointer.isEmpty else { return Words("", "") }
        let shown = Self.jsonName(pointer)
        guard let line = self.outline.line(of: shown) else { return Words(", tại \(shown)", ", at \(shown)") }
        return Words(", dòng \(line), tại \(shown)", ", line \(line), at \(shown)")
    }

    /// Adds its line to each place such as `people[3].posts[0].agency_code` in a sentence.
    private func withLines(_ sentence: String, _ word: String) -> String {
        sentence.replacing(/[A-Za-z_.]+\[\d+\](?:\.[A-Za-z_]+|\[\d+\])*/) { match in
            let shown = Self.jsonName(String(match.output))
            return self.outline.line(of: shown).map { "\(shown) (\(word) \($0))" } ?? shown
        }
    }

    private static func jsonName(_ pointer: String) -> String {
        let words = pointer.split(separator: "_", omittingEmptySubsequences: false)
        return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
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
        // The text is JSON already; anything but an object has no member to blame.
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
