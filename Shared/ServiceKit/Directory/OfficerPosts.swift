public import Clocks
import GRPCCore
public import HosoProto
import SwiftProtobuf

/// Tells which posts officers hold, as the directory has it on a day (R1, R75).
public struct OfficerPosts: Sendable {
    /// How long an answer is waited for.
    public static let timeout = Duration.seconds(5)

    private let ask: @Sendable (String, VietnamDate) async throws -> [OfficerPost]

    /// Asks by a closure.
    public init(asking ask: @escaping @Sendable (String, VietnamDate) async throws -> [OfficerPost]) {
        self.ask = ask
    }

    /// Asks the directory service.
    public init(_ client: any Hoso_Directory_V1_DirectoryService.ClientProtocol) {
        self.init { officer, day in
            var options = CallOptions.defaults
            options.timeout = Self.timeout
            let request = Hoso_Directory_V1_GetPersonRequest.with {
                $0.officerCode = officer
                $0.at = Hoso_Common_V1_Day(day)
            }
            do {
                return try await client.getPerson(request, options: options).person.posts.map {
                    OfficerPost(agency: $0.agencyCode, role: $0.role)
                }
            } catch let error as RPCError {
                let failure = HosoFailure(error)
                guard failure.code == .notFound || failure.code == .invalidArgument else { throw failure }
                return []
            }
        }
    }

    /// The posts an officer holds on a day; none when nobody bears the code.
    ///
    /// - Throws: ``HosoFailure`` when the directory cannot be asked: nobody gets a right that cannot be looked up.
    public func held(by officer: String, on day: VietnamDate) async throws -> [OfficerPost] { try await self.ask(officer, day) }
}
