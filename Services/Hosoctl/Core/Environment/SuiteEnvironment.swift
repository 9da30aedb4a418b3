import Foundation

/// What the environment says about the installation: `deploy/local/suite` writes these variables to `DIR/env`.
struct SuiteEnvironment: Sendable {
    let variables: [String: String]

    init(_ variables: [String: String] = ProcessInfo.processInfo.environment) {
        self.variables = variables
    }

    /// A variable that is set and not empty.
    subscript(name: String) -> String? {
        self.variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A variable that must be set.
    ///
    /// - Throws: ``CommandFailure`` with exit code 78.
    func required(_ name: String) throws(CommandFailure) -> String {
        guard let value = self[name] else {
            throw CommandFailure(
                Words("Thiếu biến môi trường \(name)", "the environment variable \(name) is missing"),
                mend: Words("chạy `. DIR/env` của deploy/local/suite trước", "source DIR/env of deploy/local/suite first"),
                exitCode: .configuration)
        }
        return value
    }

    /// A port in a variable.
    func port(_ name: String, default fallback: Int) throws(CommandFailure) -> Int {
        guard let text = self[name] else { return fallback }
        guard let port = Int(text), (1...65_535).contains(port) else {
            throw CommandFailure(
                Words("\(name)=\(text) không phải số cổng", "\(name)=\(text) is no port number"), exitCode: .configuration)
        }
        return port
    }

    /// The folder of the installation.
    var directory: String? { self["HOSO_DIR"] }

    /// The secret kept in a file below the folder of the installation; nil when there is none.
    ///
    /// - Throws: ``CommandFailure`` with exit code 78 when it is there and cannot be read.
    func secret(_ name: String) throws(CommandFailure) -> String? {
        guard let directory = self.directory else { return nil }
        let path = "\(directory)/secrets/\(name)"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try SecretText.read(path)
    }

    /// What `deploy/local/suite` noted down: ports by name; nothing before the first start.
    ///
    /// - Throws: ``CommandFailure`` with exit code 78 when the file is there and cannot be read.
    func settings() throws(CommandFailure) -> [String: String] {
        guard let directory = self.directory else { return [:] }
        let path = "\(directory)/settings"
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw CommandFailure(
                Words("Không đọc được \(path)", "\(path) cannot be read: \(error.localizedDescription)"),
                mend: Words("kiểm tra quyền đọc", "check the right to read it"), exitCode: .configuration)
        }
        let pairs = text.split(separator: "\n").compactMap { line -> (String, String)? in
            let parts = line.split(separator: "=", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
        return Dictionary(pairs, uniquingKeysWith: { _, last in last })
    }
}
