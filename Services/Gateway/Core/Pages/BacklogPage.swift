import Clocks
import GatewayDomain
import HosoProto
import ServiceKit

/// What `/ho-so-cong-viec` shows: how many records are not complete, why, whose, and until when.
struct BacklogPage: Sendable {
    struct Row: Sendable {
        let name: String
        let path: String?
        let created: String
        let complete: String
        let ratio: String
        let target: String
        let transferred: String
        let excluded: String
        let overdue: String
    }

    struct Count: Sendable {
        let name: String
        let path: String?
        let tasks: String
        let overdue: String
        let records: String
    }

    struct Task: Sendable {
        let record: String
        let fileCode: String
        let sentence: String
        let person: String
        let due: String
        let isLate: Bool
    }

    let title = "Hồ sơ công việc chưa hoàn chỉnh"
    let agencyShown: String
    let incomplete: String
    let forecast: String
    let pace: String
    let levels: [Row]
    let agencies: [Row]
    let kinds: [Count]
    let people: [Count]
    let tasks: [Task]
    let hasTasks: Bool
    let next: String?

    init(
        _ backlog: Hoso_Records_V1_GetBacklogResponse, _ tasks: Hoso_Records_V1_ListTasksResponse, agency: String,
        officer: String, targets: LevelTargets, names: DirectoryNames
    ) {
        self.agencyShown = agency.isEmpty ? "toàn tỉnh" : names.agency(agency)
        let total = backlog.total
        self.incomplete = VietnameseForm.number(total.created - total.complete)
        self.pace =
            "\(backlog.windowDays) ngày qua: kết thúc \(VietnameseForm.number(backlog.closedInWindow)), "
            + "mở mới \(VietnameseForm.number(backlog.openedInWindow))"
        self.forecast =
            backlog.hasForecast
            ? backlog.forecast.date.map { "Theo nhịp hiện nay sẽ hết tồn đọng vào ngày \($0.display)." } ?? ""
            : "Theo nhịp hiện nay tồn đọng sẽ không bao giờ hết."
        self.levels = Self.levels(backlog.agencies, targets, names)
        self.agencies = backlog.agencies.map { counters in
            Self.row(
                names.agency(counters.agencyCode), counters, target: targets.percent(names.level(counters.agencyCode)),
                path: Self.path(agency: counters.agencyCode, officer: ""))
        }
        self.kinds = backlog.kinds.map { Self.count(GapWords.of($0.name), $0, path: nil) }
        self.people = backlog.people.map {
            Self.count(
                names.officer($0.name), $0,
                path: HeaderText.isCode($0.name) ? Self.path(agency: agency, officer: $0.name) : nil)
        }
        let today = backlog.today.date
        self.tasks = tasks.tasks.map { Self.task($0, today: today, names: names) }
        self.hasTasks = !tasks.tasks.isEmpty
        self.next = WireForm.id(tasks.nextAfterTaskID).map { "\(Self.path(agency: agency, officer: officer))&sau=\($0)" }
    }

    private static func path(agency: String, officer: String) -> String {
        "/ho-so-cong-viec?co-quan=\(PagePath.segment(agency))&can-bo=\(PagePath.segment(officer))"
    }

    /// The counters of all agencies of a level together, against the target of the level (R64).
    private static func levels(
        _ agencies: [Hoso_Records_V1_RecordCounters], _ targets: LevelTargets, _ names: DirectoryNames
    ) -> [Row] {
        let order: [Hoso_Directory_V1_AgencyLevel] = [.department, .district, .commune, .unspecified]
        let grouped = Dictionary(grouping: agencies) { counters -> Hoso_Directory_V1_AgencyLevel in
            let level = names.level(counters.agencyCode)
            return level == .province ? .department : level
        }
        return order.compactMap { level in
            guard let counters = grouped[level] else { return nil }
            let sum = counters.reduce(into: Hoso_Records_V1_RecordCounters()) {
                $0.created += $1.created
                $0.complete += $1.complete
                $0.transferred += $1.transferred
                $0.excluded += $1.excluded
                $0.overdueTasks += $1.overdueTasks
            }
            return Self.row(LevelTargets.name(level), sum, target: targets.percent(level), path: nil)
        }
    }

    private static func row(_ name: String, _ wire: Hoso_Records_V1_RecordCounters, target: Int?, path: String?) -> Row {
        Row(
            name: name, path: path, created: VietnameseForm.number(wire.created), complete: VietnameseForm.number(wire.complete),
            ratio: VietnameseForm.percentage(wire.complete, of: wire.created) ?? "không áp dụng",
            target: target.map { "\($0) %" } ?? "–", transferred: VietnameseForm.number(wire.transferred),
            excluded: VietnameseForm.number(wire.excluded), overdue: VietnameseForm.number(wire.overdueTasks))
    }

    private static func count(_ name: String, _ wire: Hoso_Records_V1_TaskCount, path: String?) -> Count {
        Count(
            name: name, path: path, tasks: VietnameseForm.number(wire.tasks), overdue: VietnameseForm.number(wire.overdue),
            records: VietnameseForm.number(wire.records))
    }

    private static func task(_ wire: Hoso_Records_V1_CompletionTask, today: VietnamDate?, names: DirectoryNames) -> Task {
        let line = wire.incompleteness
        let due = line.dueOn.date
        let isLate = if let due, let today { due < today } else { false }
        return Task(
            record: wire.recordTitle, fileCode: wire.fileCode, sentence: line.sentenceVi,
            person: line.officerCode.isEmpty ? line.unit : names.officer(line.officerCode), due: due?.display ?? "–",
            isLate: isLate)
    }
}
