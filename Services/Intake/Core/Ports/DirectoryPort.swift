import Clocks
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf

/// What intake asks the directory.
struct DirectoryPort: Sendable {
    /// How far ahead a calendar is asked for: longer than any limit. Unit: days.
    static let horizonDays = 800
    /// How long an answer is waited for.
    static let timeout = Duration.seconds(5)

    let client: any Hoso_Directory_V1_DirectoryService.ClientProtocol

    /// The working calendar from a day on.
    ///
    /// Days that were not decided yet count by their weekday, so a due date beyond them is provisional.
    func calendar(from day: VietnamDate) async throws -> WorkingCalendar {
        let last = day.adding(days: Self.horizonDays)
        let request = Hoso_Directory_V1_GetCalendarRequest.with {
            $0.from = Hoso_Common_V1_Day(day)
            $0.to = Hoso_Common_V1_Day(last)
        }
        let answer = try await Self.answer { try await self.client.getCalendar(request, options: Self.options) }
        do {
            return try Self.calendar(answer, from: day, to: last)
        } catch {
            throw HosoFailure(
                code: .internal, messageVi: "Lịch làm việc nhận được không hợp lệ.",
                messageEn: "The working calendar that was received is not valid.", whoCanMend: .operator)
        }
    }

    /// An agency on a day, or `nil` when none bears the code.
    func agency(_ code: String, on day: VietnamDate) async throws -> KnownAgency? {
        let request = Hoso_Directory_V1_GetAgencyRequest.with {
            $0.code = code
            $0.at = Hoso_Common_V1_Day(day)
        }
        do {
            let answer = try await Self.answer { try await self.client.getAgency(request, options: Self.options) }
            let parent = answer.agency.parentCode
            return KnownAgency(name: answer.agency.name, parentCode: parent.isEmpty ? nil : parent)
        } catch let failure as HosoFailure where failure.code == .notFound || failure.code == .invalidArgument {
            return nil
        }
    }

    /// The name of an officer, or `nil` when nobody bears the code.
    func officerName(_ code: String, on day: VietnamDate) async throws -> String? {
        let request = Hoso_Directory_V1_GetPersonRequest.with {
            $0.officerCode = code
            $0.at = Hoso_Common_V1_Day(day)
        }
        do {
            let answer = try await Self.answer { try await self.client.getPerson(request, options: Self.options) }
            return answer.person.fullName
        } catch let failure as HosoFailure where failure.code == .notFound || failure.code == .invalidArgument {
            return nil
        }
    }

    private static var options: CallOptions {
        var options = CallOptions.defaults
        options.timeout = self.timeout
        return options
    }

    private static func answer<Answer: Sendable>(
        _ call: @Sendable () async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await call()
        } catch let error as RPCError {
            throw HosoFailure(error)
        }
    }

    private static func calendar(
        _ wire: Hoso_Directory_V1_GetCalendarResponse, from first: VietnamDate, to last: VietnamDate
    ) throws -> WorkingCalendar {
        var holidays: Set<VietnamDate> = []
        var makeUpDays: Set<VietnamDate> = []
        for (index, day) in wire.exceptions.enumerated() {
            let date = try day.day.date("exceptions[\(index)].day")
            if day.working {
                makeUpDays.insert(date)
            } else {
                holidays.insert(date)
            }
        }
        let hours = wire.hours
        let spans = [(hours.morningFrom, hours.morningTo), (hours.afternoonFrom, hours.afternoonTo)]
        return try WorkingCalendar(
            firstDay: first,
            lastDay: last,
            weeklyDaysOff: [.saturday, .sunday],
            holidays: holidays,
            makeUpDays: makeUpDays,
            workingHours: spans.compactMap {
                WorkingHours(opensAtMinute: Int($0.0), closesAtMinute: Int($0.1))
            })
    }
}
