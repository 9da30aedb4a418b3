import GRPCCore
import HosoProto
import SwiftProtobuf

/// Names for the codes that a page shows.
///
/// A silent directory takes the names away, not the page: then the codes stand alone.
struct DirectoryNames: Sendable {
    private var agencies: [String: String] = [:]
    private var people: [String: String] = [:]
    private var exemptions: [String: String] = [:]
    private var levels: [String: Hoso_Directory_V1_AgencyLevel] = [:]

    /// A province has a few hundred agencies; more pages than that are not asked for.
    private static let agencyPages = 5
    private static let agenciesOnPage: Int32 = 200
    /// At most so many people are looked up for one page.
    private static let peopleOnPage = 40

    /// The names of all agencies of today, of the given officers, and of the reasons not to digitize.
    static func load(officers: Set<String> = [], from backend: Backend) async -> DirectoryNames {
        async let agencies = Self.agencies(backend)
        async let people = Self.people(officers, backend)
        async let exemptions = officers.isEmpty ? [:] : Self.exemptions(backend)
        let known = await agencies
        return await DirectoryNames(
            agencies: known.mapValues(\.name), people: people, exemptions: exemptions, levels: known.mapValues(\.level))
    }

    /// `Ủy ban nhân dân xã … (H99.21)`.
    func agency(_ code: String) -> String { Self.named(code, self.agencies) }
    /// The level of an agency; unspecified when the directory is silent.
    func level(_ code: String) -> Hoso_Directory_V1_AgencyLevel { self.levels[code] ?? .unspecified }
    /// `Nguyễn Văn A (HS0031)`.
    func officer(_ code: String) -> String { Self.named(code, self.people) }
    /// Why a paper need not be digitized (R24).
    func exemption(_ code: String) -> String { self.exemptions[code] ?? code }

    private static func named(_ code: String, _ names: [String: String]) -> String {
        names[code].map { "\($0) (\(code))" } ?? code
    }

    private static func agencies(_ backend: Backend) async -> [String: Hoso_Directory_V1_Agency] {
        var known: [String: Hoso_Directory_V1_Agency] = [:]
        var after = ""
        for _ in 0..<Self.agencyPages {
            let request = Hoso_Directory_V1_ListAgenciesRequest.with {
                $0.limit = Self.agenciesOnPage
                $0.afterCode = after
            }
            let page = await Self.answer { try await backend.directory.listAgencies(request, options: Backend.page) }
            for agency in page?.agencies ?? [] { known[agency.code] = agency }
            after = page?.nextAfterCode ?? ""
            if after.isEmpty { break }
        }
        return known
    }

    private static func people(_ officers: Set<String>, _ backend: Backend) async -> [String: String] {
        await withTaskGroup(of: (String, String?).self) { group in
            for code in officers.prefix(Self.peopleOnPage) {
                group.addTask {
                    let person = await Self.answer {
                        try await backend.directory.getPerson(.with { $0.officerCode = code }, options: Backend.page).person
                    }
                    return (code, person?.fullName)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private static func exemptions(_ backend: Backend) async -> [String: String] {
        let entries = await Self.answer {
            try await backend.directory.listCodes(.with { $0.list = "exemption" }, options: Backend.page).entries
        }
        return (entries ?? []).reduce(into: [:]) { $0[$1.code] = $1.name }
    }

    /// Nil when the directory gives no answer: the name is a help, the code is the fact.
    private static func answer<Answer: Sendable>(_ call: @Sendable () async throws -> Answer) async -> Answer? {
        do {
            return try await call()
        } catch {
            return nil
        }
    }
}
