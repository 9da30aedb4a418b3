import Foundation
import GRPCCore
import HosoProto
import SwiftProtobuf

/// Everything the services know about one dossier.
///
/// The dossier itself must be there; what digitization, records or signing cannot say now is left out, so that one
/// silent service does not take the page away.
struct DossierJourney: Sendable {
    let dossier: Hoso_Intake_V1_GetDossierResponse
    /// Nil when digitization did not answer.
    let papers: [Hoso_Digitization_V1_Paper]?
    /// Progress of the papers that wait for recognition, by paper id.
    let progress: [Data: Hoso_Digitization_V1_PaperProgress]
    /// Papers that wait for a second person, by paper id.
    let awaiting: [Data: Hoso_Digitization_V1_AwaitingConfirmation]
    let record: Hoso_Records_V1_GetRecordResponse?
    /// Why there is no record.
    let recordNote: String
    /// Verdicts by paper id.
    let reports: [Data: [Hoso_Signing_V1_SignatureReport]]
    let names: DirectoryNames

    /// Verdicts are asked for at most so many papers.
    private static let judgedPapers = 24

    static func load(_ code: String, from backend: Backend) async throws -> DossierJourney {
        async let record = Self.record(code, backend)
        let dossier = try await backend.intake.getDossier(.with { $0.code = code }, options: Backend.usual)
        async let names = DirectoryNames.load(officers: Self.officers(dossier), from: backend)
        let papers = await Self.papers(code, backend)
        let reports = await Self.reports(papers ?? [], backend)
        let progress = await Self.progress(code, of: papers ?? [], backend)
        let (found, note) = await record
        return DossierJourney(
            dossier: dossier, papers: papers,
            progress: Dictionary(progress.papers.map { ($0.paperID, $0) }) { first, _ in first },
            awaiting: Dictionary(progress.awaiting.map { ($0.paperID, $0) }) { first, _ in first }, record: found, recordNote: note, reports: reports, names: await names)
    }

    /// Everyone whose code stands on the page.
    private static func officers(_ dossier: Hoso_Intake_V1_GetDossierResponse) -> Set<String> {
        Set(dossier.history.map(\.officerCode) + dossier.handovers.map(\.fromOfficerCode)).subtracting([""])
    }

    private static func papers(_ code: String, _ backend: Backend) async -> [Hoso_Digitization_V1_Paper]? {
        do {
            return try await backend.digitization.listPapers(.with { $0.dossierCode = code }, options: Backend.page).papers
        } catch {
            return nil
        }
    }

    /// Asked for only while something is in work; without an answer the page simply says less.
    private static func progress(
        _ code: String, of papers: [Hoso_Digitization_V1_Paper], _ backend: Backend
    ) async -> Hoso_Digitization_V1_ListProgressResponse {
        let silent = Hoso_Digitization_V1_ListProgressResponse()
        guard papers.contains(where: { $0.state == .received || $0.state == .signed }) else { return silent }
        do {
            return try await backend.desk.listProgress(.with { $0.dossierCode = code }, options: Backend.page)
        } catch {
            return silent
        }
    }

    private static func record(_ code: String, _ backend: Backend) async -> (Hoso_Records_V1_GetRecordResponse?, String) {
        do {
            return (try await backend.records.getRecord(.with { $0.dossierCode = code }, options: Backend.page), "")
        } catch let error as RPCError where error.code == .notFound {
            return (nil, "Chưa mở hồ sơ công việc: hồ sơ được mở khi tiếp nhận.")
        } catch let error as RPCError where error.code == .permissionDenied {
            return (nil, "Hồ sơ công việc này chỉ dành cho người được cấp quyền.")
        } catch {
            return (nil, "Tạm thời không đọc được hồ sơ công việc; hãy tải lại trang sau ít phút.")
        }
    }

    private static func reports(
        _ papers: [Hoso_Digitization_V1_Paper], _ backend: Backend
    ) async -> [Data: [Hoso_Signing_V1_SignatureReport]] {
        await withTaskGroup(of: (Data, [Hoso_Signing_V1_SignatureReport]).self) { group in
            for paper in papers.filter(\.hasSignedCopy).prefix(Self.judgedPapers) {
                group.addTask { (paper.id, await Self.reports(paper.signedCopy, backend)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private static func reports(
        _ file: Hoso_Common_V1_BlobRef, _ backend: Backend
    ) async -> [Hoso_Signing_V1_SignatureReport] {
        do {
            return try await backend.signing.verifyDocument(.with { $0.document = file }, options: Backend.page).reports
        } catch {
            return [.with { $0.wordsVi = "Tạm thời không kiểm tra được chữ ký." }]
        }
    }
}
