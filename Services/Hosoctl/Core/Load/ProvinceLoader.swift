import ArgumentParser
import Clocks
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import HosoProto
import PKI
import ServiceKit
import SwiftProtobuf

/// Hands the files of a province and the certificates of a PKI folder to the services.
struct ProvinceLoader {
    let client: GRPCClient<HTTP2ClientTransport.Posix>
    let province: String
    let keys: [OfficerKey]
    let agencies: [OfficerKey]
    let console: Console

    /// Loads everything, in an order in which each step finds what it refers to.
    func load() async throws {
        let people = try await self.loadDirectory()
        try await self.loadProcedures()
        try await self.loadFilingPlans(people)
        try await self.loadCertificates()
    }

    private func loadDirectory() async throws -> Hoso_Directory_V1_ImportProvinceRequest {
        let file = try ProvinceFile(path: "\(self.province)/directory.json")
        let request = try file.message(Hoso_Directory_V1_ImportProvinceRequest.self)
        let service = Hoso_Directory_V1_DirectoryService.Client(wrapping: self.client)
        let reply = try await self.call(file) { try await service.importProvince(request, options: .loading) }
        self.say("Danh bạ / directory", changed: Int(reply.changed), unchanged: Int(reply.unchanged))
        return request
    }

    private func loadProcedures() async throws {
        let file = try ProvinceFile(path: "\(self.province)/procedures.json")
        let request = try file.message(Hoso_Intake_V1_ImportProceduresRequest.self)
        let service = Hoso_Intake_V1_IntakeService.Client(wrapping: self.client)
        let reply = try await self.call(file) { try await service.importProcedures(request, options: .loading) }
        self.say("Thủ tục / procedures", changed: Int(reply.changed), unchanged: Int(reply.unchanged))
    }

    private func loadFilingPlans(_ directory: Hoso_Directory_V1_ImportProvinceRequest) async throws {
        let folder = "\(self.province)/filing-plans"
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw CommandFailure(
                Words("Không đọc được thư mục \(folder)", "the folder \(folder) cannot be read: \(error.localizedDescription)"),
                mend: Words("kiểm tra --province", "check --province"), exitCode: .badFile)
        }
        var changed = 0
        let plans = names.filter { $0.hasSuffix(".json") }.sorted()
        for name in plans {
            let file = try ProvinceFile(path: "\(folder)/\(name)")
            var request = try file.message(Hoso_Records_V1_ImportFilingPlanRequest.self)
            if request.officerCode.isEmpty { request.officerCode = Self.head(of: request.plan.agencyCode, directory) }
            if try await self.load(request, from: file) { changed += 1 }
        }
        self.say("Danh mục hồ sơ / filing plans", changed: changed, unchanged: plans.count - changed)
    }

    /// Enters one plan and moves it on until it is in force.
    ///
    /// - Returns: Whether anything changed.
    private func load(_ request: Hoso_Records_V1_ImportFilingPlanRequest, from file: ProvinceFile) async throws -> Bool {
        let service = Hoso_Records_V1_RecordsService.Client(wrapping: self.client)
        let reply = try await self.call(file) { try await service.importFilingPlan(request, options: .loading) }
        var state = reply.plan.state
        var changed = reply.changed
        while let next = Self.next(state) {
            let move = Hoso_Records_V1_ChangeFilingPlanRequest.with {
                $0.agencyCode = request.plan.agencyCode
                $0.year = request.plan.year
                $0.state = next
                $0.officerCode = request.officerCode
            }
            state = try await self.call(file) { try await service.changeFilingPlan(move, options: .loading) }.plan.state
            changed = true
        }
        return changed
    }

    private static func next(_ state: Hoso_Records_V1_FilingPlanState) -> Hoso_Records_V1_FilingPlanState? {
        switch state {
        case .draft: .approved
        case .approved: .inForce
        case .inForce, .closed, .unspecified, .UNRECOGNIZED: nil
        }
    }

    /// The head of an agency approves its plan.
    private static func head(of agency: String, _ directory: Hoso_Directory_V1_ImportProvinceRequest) -> String {
        let holders = directory.people.filter { person in person.posts.contains { $0.agencyCode == agency } }
        let leader = holders.first { person in person.posts.contains { $0.agencyCode == agency && $0.role == "leader" } }
        return (leader ?? holders.first)?.officerCode ?? ""
    }

    private func loadCertificates() async throws {
        let service = Hoso_Signing_V1_SigningService.Client(wrapping: self.client)
        let people = self.keys.map { ($0, Hoso_Signing_V1_CertificatePurpose.person) }
        for (key, purpose) in people + self.agencies.map({ ($0, .organisation) }) {
            let request = Hoso_Signing_V1_RegisterCertificateRequest.with {
                $0.der = Data(key.certificate.derBytes)
                $0.chain = key.chain.map { Data($0.derBytes) }
                $0.holder = key.officerCode
                $0.purpose = purpose
            }
            _ = try await self.call(nil) { try await service.registerCertificate(request, options: .loading) }
        }
        self.console.line(
            Words("Chứng thư số: \(self.keys.count + self.agencies.count) đã có trong danh mục",
                "certificates: \(self.keys.count + self.agencies.count) are in the inventory"))
    }

    private func say(_ what: String, changed: Int, unchanged: Int) {
        self.console.line("\(what): \(changed) mới hoặc thay đổi / new or changed, \(unchanged) giữ nguyên / unchanged")
    }

    /// Calls, trying again while a service is not there yet, and turns a refusal into a sentence with the place in the file.
    private func call<Reply: Sendable>(_ file: ProvinceFile?, _ body: () async throws -> Reply) async throws -> Reply {
        var patience = Patience(console: self.console)
        while true {
            do {
                return try await body()
            } catch let error as RPCError {
                let failure = HosoFailure(error)
                let words = Words(failure.messageVi, failure.messageEn)
                if failure.code == .unavailable, try await patience.wait(because: Words("\(words.vietnamese)", "\(error.message)")) { continue }
                let mend = failure.whoCanMend.words
                if failure.code == .unavailable { throw CommandFailure(words, mend: mend, exitCode: .unavailable) }
                throw file?.failure(pointer: failure.pointer, words, mender: failure.whoCanMend)
                    ?? CommandFailure(words, mend: mend, exitCode: .stepFailed)
            }
        }
    }
}

extension CallOptions {
    /// A province is large: the first import takes a while.
    static var loading: CallOptions {
        var options = CallOptions.defaults
        options.timeout = .seconds(30)
        return options
    }
}
