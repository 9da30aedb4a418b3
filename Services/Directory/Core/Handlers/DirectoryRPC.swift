import Clocks
import DirectoryDomain
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Answers the calls of the directory: wire in, store or handler, wire out.
struct DirectoryRPC: Hoso_Directory_V1_DirectoryService.SimpleServiceProtocol {
    /// The longest span a calendar is given for. Unit: days.
    static let longestCalendarDays = 800
    static let pageSizes = 1...200
    static let usualPageSize = 50

    let store: DirectoryStore
    let importProvince: ImportProvinceHandler
    let clock: any UTCClock

    func importProvince(
        request: Hoso_Directory_V1_ImportProvinceRequest, context: ServerContext
    ) async throws -> Hoso_Directory_V1_ImportProvinceResponse {
        try await self.importProvince.handle(request)
    }

    func getAgency(
        request: Hoso_Directory_V1_GetAgencyRequest, context: ServerContext
    ) async throws -> Hoso_Directory_V1_GetAgencyResponse {
        let day = try self.day(request.hasAt ? request.at : nil)
        guard let agency = try await self.store.agency(try Self.code(request.code, "code").description, on: day) else {
            throw Self.notFound(
                "Không có cơ quan nào mang mã này vào ngày được hỏi.", "No agency bears this code on that day.",
                pointer: "code")
        }
        return .with { $0.agency = agency.wire }
    }

    func listAgencies(
        request: Hoso_Directory_V1_ListAgenciesRequest, context: ServerContext
    ) async throws -> Hoso_Directory_V1_ListAgenciesResponse {
        let day = try self.day(request.hasAt ? request.at : nil)
        let limit = request.limit == 0 ? Self.usualPageSize : Int(request.limit)
        guard Self.pageSizes.contains(limit) else {
            throw WireFault(pointer: "limit", expected: "0 or 1 to 200").failure
        }
        // One more than asked for tells whether there is a next page.
        let found = try await self.store.agencies(on: day, after: request.afterCode, limit: limit + 1)
        let page = found.prefix(limit)
        return .with {
            $0.agencies = page.map(\.wire)
            $0.nextAfterCode = found.count > limit ? page.last?.code.description ?? "" : ""
        }
    }

    func resolveSuccessor(
        request: Hoso_Directory_V1_ResolveSuccessorRequest, context: ServerContext
    ) async throws -> Hoso_Directory_V1_ResolveSuccessorResponse {
        let day = try self.day(request.hasAt ? request.at : nil)
        let code = try Self.code(request.code, "code")
        let agencies = try await self.store.allAgencies()
        let known = agencies.first { $0.code == code } ?? agencies.first { $0.legacyCode == request.code }
        guard let known else {
            throw Self.notFound("Không biết mã cơ quan này.", "No agency ever bore this code.", pointer: "code")
        }
        let responsible = Succession(agencies: agencies).responsible(for: known.code, on: day)
        return .with { $0.agencies = responsible.map(\.wire) }
    }

    func getPerson(
        request: Hoso_Directory_V1_GetPersonRequest, context: ServerContext
    ) async throws -> Hoso_Directory_V1_GetPersonResponse {
        let day = try self.day(request.hasAt ? request.at : nil)
        let code = try Self.text(request.officerCode, "officer_code")
        guard let found = try await self.store.person(officerCode: code, on: day) else {
            throw Self.notFound(
                "Không có cán bộ mang mã này.", "No officer bears this code.", pointer: "officer_code")
        }
        return .with { $0.person = found.person.wire(id: found.id) }
    }

    func listPeople(
        request: Hoso_Directory_V1_ListPeopleRequest, context: ServerContext
    ) async throws -> Hoso_Directory_V1_ListPeopleResponse {
        let day = try self.day(request.hasAt ? request.at : nil)
        let code = try Self.code(request.agencyCode, "agency_code")
        let people = try await self.store.people(inAgency: code.description, on: day)
        return .with { $0.people = people.map { $0.person.wire(id: $0.id) } }
    }

    func getCalendar(
        request: Hoso_Directory_V1_GetCalendarRequest, context: ServerContext
    ) async throws -> Hoso_Directory_V1_GetCalendarResponse {
        let (first, last) = try Self.translated { () throws(WireFault) in
            (try request.from.date("from"), try request.to.date("to"))
        }
        guard (0...Self.longestCalendarDays).contains(VietnamDate.days(from: first, to: last)) else {
            throw WireFault(pointer: "to", expected: "a day at most 800 days after from").failure
        }
        guard let hours = try await self.store.officeHours() else {
            throw HosoFailure(
                code: .wrongState,
                messageVi: "Chưa có lịch làm việc; hãy nhập dữ liệu của tỉnh trước.",
                messageEn: "There is no working calendar yet; import the province first.",
                whoCanMend: .operator)
        }
        let exceptions = try await self.store.calendarDays(from: first, to: last)
        let decided = try await self.store.lastCalendarDay()
        return .with {
            $0.exceptions = exceptions.map(\.wire)
            $0.hours = hours.wire
            if let year = decided?.year, let end = VietnamDate(year: year, month: 12, day: 31) {
                $0.decidedUntil = Hoso_Common_V1_Day(end)
            }
        }
    }

    func listCodes(
        request: Hoso_Directory_V1_ListCodesRequest, context: ServerContext
    ) async throws -> Hoso_Directory_V1_ListCodesResponse {
        let day = try self.day(request.hasAt ? request.at : nil)
        let entries = try await self.store.codes(of: try Self.text(request.list, "list"), on: day)
        return .with { $0.entries = entries.map(\.wire) }
    }
}

extension DirectoryRPC {
    private func day(_ wire: Hoso_Common_V1_Day?) throws -> VietnamDate {
        guard let wire else {
            return self.clock.now().vietnamDate
        }
        return try Self.translated { () throws(WireFault) in try wire.date("at") }
    }

    private static func code(_ text: String, _ pointer: String) throws -> AgencyCode {
        try Self.translated { () throws(WireFault) in try AgencyCode(wire: text, pointer: pointer) }
    }

    private static func text(_ text: String, _ pointer: String) throws -> String {
        guard (1...100).contains(text.count), !text.unicodeScalars.contains("\u{0}") else {
            throw WireFault(pointer: pointer, expected: "1 to 100 characters").failure
        }
        return text
    }

    private static func translated<Value>(_ read: () throws(WireFault) -> Value) throws -> Value {
        do {
            return try read()
        } catch {
            throw error.failure
        }
    }

    private static func notFound(_ messageVi: String, _ messageEn: String, pointer: String) -> HosoFailure {
        HosoFailure(code: .notFound, messageVi: messageVi, messageEn: messageEn, pointer: pointer)
    }
}
