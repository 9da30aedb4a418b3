import Clocks
import GatewayDomain
import HosoProto
import Hummingbird
import ServiceKit
import SwiftProtobuf

extension RequestInput {
    /// Reads the body as a message in protobuf's JSON; an empty body is an empty message.
    ///
    /// - Throws: ``Problem`` 413, ``JSONSyntaxError``, ``InputFaults``.
    func message<Body: Message>(_ type: Body.Type = Body.self) async throws -> Body {
        try ProtoJSON.message(try await self.bytes())
    }

    /// The officer who reads, where reading is recorded (R76).
    ///
    /// - Throws: ``InputFaults`` when the header is missing or malformed.
    func readingOfficer() throws -> String {
        guard let officer = self.request.headers[.officer], HeaderText.isCode(officer) else {
            throw Self.fault(
                "header:X-Hoso-Officer", .missing, "phải nêu mã công chức xem", "must name the officer who reads")
        }
        return officer
    }

    /// The officer who reads, where rights may ask for one; empty when nobody is named (R53).
    ///
    /// - Throws: ``InputFaults`` when the header is malformed.
    func namedOfficer() throws -> String {
        self.request.headers[.officer] == nil ? "" : try self.readingOfficer()
    }
}

extension QueryInput {
    /// A day, `YYYY-MM-DD`.
    func day(_ name: String) throws -> Hoso_Common_V1_Day {
        guard let date = VietnamDate(iso8601: try self.text(name, limit: 10)) else {
            throw RequestInput.fault("query:\(name)", .malformed, "phải là ngày YYYY-MM-DD", "must be a day YYYY-MM-DD")
        }
        return Hoso_Common_V1_Day(date)
    }

    /// A number that is not negative; 0 when it is absent.
    func number(_ name: String) throws -> Int32 {
        let text = try self.text(name, limit: 10)
        guard !text.isEmpty else { return 0 }
        guard let number = Int32(text), number >= 0 else {
            throw RequestInput.fault("query:\(name)", .malformed, "phải là số", "must be a number")
        }
        return number
    }
}
