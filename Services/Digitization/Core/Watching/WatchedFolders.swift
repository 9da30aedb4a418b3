import Foundation
import ServiceKit

/// The folders a deployment watches.
public enum WatchedFolders {
    private struct File: Decodable {
        struct Entry: Decodable {
            let path: String
            let agencyCode: String
            let officerCode: String
            let name: ScanName?
        }

        let folders: [Entry]
    }

    /// The folders a text means: none, or those of a file.
    ///
    /// - Throws: `SettingRefusal` with everything that is wrong with the folders.
    @Sendable static func read(_ text: String) throws(SettingRefusal) -> [WatchedFolder] {
        guard text != "none" else { return [] }
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(fileURLWithPath: text)))
        } catch {
            throw SettingRefusal(got: "«\(text)», which cannot be read: \(error)")
        }
        var faults: [String] = []
        for (index, entry) in file.folders.enumerated() {
            if !entry.path.hasPrefix("/") { faults.append("folders[\(index)].path must begin with /") }
            if entry.agencyCode.isEmpty { faults.append("folders[\(index)].agencyCode is empty") }
            if entry.officerCode.isEmpty { faults.append("folders[\(index)].officerCode is empty") }
        }
        if Set(file.folders.map(\.path)).count != file.folders.count { faults.append("a path occurs twice") }
        guard faults.isEmpty else { throw SettingRefusal(got: "«\(text)»: \(faults.joined(separator: "; "))") }
        return file.folders.map {
            WatchedFolder(path: $0.path, agencyCode: $0.agencyCode, officerCode: $0.officerCode, name: $0.name ?? .standard)
        }
    }
}
