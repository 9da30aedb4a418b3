import ArgumentParser
import Clocks
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Campaigns as lines for a terminal.
enum BacklogReport {
    static func lines(_ campaigns: [Hoso_Digitization_V1_BacklogCampaign]) -> [String] {
        guard !campaigns.isEmpty else { return [Words("Không có đợt số hóa nào", "no campaign").description] }
        return campaigns.flatMap(Self.lines)
    }

    private static func lines(_ campaign: Hoso_Digitization_V1_BacklogCampaign) -> [String] {
        let forecast = campaign.hasForecastAt ? campaign.forecastAt.instant?.vietnamISO8601 ?? "?" : "—"
        let equivalents = "\(campaign.capturedA4Hundredths / 100),\(Self.two(campaign.capturedA4Hundredths % 100))"
        var lines = [
            "\(campaign.agencyCode)  \(campaign.name)  [\(campaign.standard)]",
            Words(
                "  kế hoạch: \(campaign.plannedBoxes) hộp, \(campaign.plannedRecords) hồ sơ, \(campaign.plannedDocuments) văn bản",
                "plan: \(campaign.plannedBoxes) boxes, \(campaign.plannedRecords) records, \(campaign.plannedDocuments) documents"
            ).description,
            Words(
                "  bảng kê: \(campaign.listedRecords) hồ sơ, \(campaign.listedDocuments) văn bản, \(campaign.listedPages) trang",
                "listed: \(campaign.listedRecords) records, \(campaign.listedDocuments) documents, \(campaign.listedPages) pages"
            ).description,
            Words(
                "  đã nạp \(campaign.attached), đã số hóa \(campaign.captured), cần quét lại \(campaign.refused); "
                    + "\(campaign.capturedPages) trang = \(equivalents) trang A4 quy đổi",
                "attached \(campaign.attached), e-copies \(campaign.captured), to scan again \(campaign.refused); "
                    + "\(campaign.capturedPages) pages = \(equivalents) A4 equivalents"
            ).description,
            Words(
                "  24 giờ qua: \(campaign.capturedLastDay) văn bản; dự kiến xong: \(forecast)",
                "last 24 h: \(campaign.capturedLastDay) documents; done at this pace: \(forecast)"
            ).description,
        ]
        for box in campaign.boxes where box.listedRecords != box.countedRecords {
            lines.append(
                Words(
                    "  hộp \(box.box): đếm được \(box.countedRecords) hồ sơ, bảng kê có \(box.listedRecords)",
                    "box \(box.box): \(box.countedRecords) records counted, \(box.listedRecords) listed"
                ).description)
        }
        return lines
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// What the service refused, or that it does not answer.
    static func failure(_ error: RPCError) -> CommandFailure {
        CommandFailure(
            Words("Dịch vụ số hóa từ chối: \(error.message)", "the digitization service refused: \(error.message)"),
            exitCode: error.code == .unavailable ? .unavailable : .stepFailed)
    }
}
