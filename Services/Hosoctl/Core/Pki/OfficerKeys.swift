import Clocks
import Foundation
import Glibc
import HosoProto
import PKI
import ServiceKit

/// The test PKI of an installation: `root.pem`, `issuing.pem`, and below `officers/` and `agencies/`
/// a certificate and a key each.
enum OfficerKeys {
    /// How making ended.
    enum Outcome: Hashable {
        case made(Int)
        case thereAlready
    }

    /// Roles whose holders put signatures on papers.
    static let signingRoles: Set<String> = ["leader", "unitHead", "oneStop", "officer", "clerk"]

    /// Makes everything in a new folder, which appears only when it is complete.
    ///
    /// - Throws: ``CommandFailure`` when the folder exists but is no PKI, or a file cannot be read or written.
    static func make(in directory: String, directoryFile: String, now: UTCInstant) throws(CommandFailure) -> Outcome {
        let files = FileManager.default
        if files.fileExists(atPath: "\(directory)/root.pem") { return .thereAlready }
        if let content = try? files.contentsOfDirectory(atPath: directory), !content.isEmpty {
            throw CommandFailure(
                Words("\(directory) không trống và không phải thư mục PKI", "\(directory) is neither empty nor a PKI folder"),
                exitCode: .badFile)
        }
        let officers = try Self.signers(directoryFile, on: now.vietnamDate)
        let agencies = try Self.agencies(directoryFile, on: now.vietnamDate)
        let growing = "\(directory).new-\(getpid())"
        do {
            try files.createDirectory(
                atPath: "\(growing)/officers", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try files.createDirectory(
                atPath: "\(growing)/agencies", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Self.write(officers, agencies, to: growing, now: now)
            guard rename(growing, directory) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            // What was begun is of no use; should it stay, its name says so, and the reason below is what counts.
            try? files.removeItem(atPath: growing)
            throw CommandFailure(
                Words("Không tạo được PKI trong \(directory)", "the PKI cannot be made in \(directory): \(error)"), exitCode: .stepFailed)
        }
        return .made(officers.count)
    }

    private static func write(_ officers: [DevelopmentSubject], _ agencies: [DevelopmentSubject], to directory: String, now: UTCInstant) throws {
        // An hour of slack for machines whose clocks do not agree.
        let begin = now - .seconds(3600)
        let authority = try DevelopmentAuthority(organization: "Hoso Development", now: begin)
        for (folder, holders) in [("officers", officers), ("agencies", agencies)] {
            for holder in holders {
                let identity = try authority.issue(to: holder, notBefore: begin, notAfter: begin + .seconds(5 * 365 * 86_400))
                try identity.write(to: "\(directory)/\(folder)", name: holder.identity ?? holder.commonName)
            }
        }
        try Data(authority.issuing.pem.utf8).write(to: URL(fileURLWithPath: "\(directory)/issuing.pem"))
        try Data(authority.root.pem.utf8).write(to: URL(fileURLWithPath: "\(directory)/root.pem"))
    }

    /// The agencies of a province file that exist on a day, with their code as the identity of the certificate.
    private static func agencies(_ path: String, on day: VietnamDate) throws(CommandFailure) -> [DevelopmentSubject] {
        let province = try ProvinceFile(path: path).message(Hoso_Directory_V1_ImportProvinceRequest.self)
        return province.agencies.filter { !$0.hasValidTo || ($0.validTo.date.map { $0 >= day } ?? true) }.map {
            DevelopmentSubject(commonName: $0.name, organization: $0.name, identity: $0.code)
        }
    }

    /// The people of a province file who sign on a day, with their code as the identity of the certificate.
    private static func signers(_ path: String, on day: VietnamDate) throws(CommandFailure) -> [DevelopmentSubject] {
        let province = try ProvinceFile(path: path).message(Hoso_Directory_V1_ImportProvinceRequest.self)
        let names = Dictionary(province.agencies.map { ($0.code, $0.name) }, uniquingKeysWith: { _, last in last })
        return province.people.compactMap { person in
            let post = person.posts.first { post in
                let isOver = post.hasValidTo && (post.validTo.date.map { $0 < day } ?? false)
                return Self.signingRoles.contains(post.role) && !isOver
            }
            guard let post else { return nil }
            return DevelopmentSubject(
                commonName: person.fullName, organization: names[post.agencyCode] ?? post.agencyCode, identity: person.officerCode)
        }
    }
}
