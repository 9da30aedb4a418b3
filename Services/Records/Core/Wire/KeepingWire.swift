import Clocks
import Foundation
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// The messages of record keeping, as far as they say what the service knows.
enum KeepingWire {
    static func message(_ details: RecordDetails) -> Hoso_Records_V1_RecordDetails {
        .with {
            $0.keeperCode = details.keeper
            $0.language = details.language
            $0.accessMode = details.accessMode
            $0.shelfPlace = details.shelfPlace
            if let day = details.endedOn { $0.endedOn = Hoso_Common_V1_Day(day) }
            $0.happened = ClosingCondition.allCases.filter(details.happened.contains).map(ContractWire.message)
            $0.excluded = details.excluded
        }
    }

    static func message(_ line: Incompleteness) -> Hoso_Records_V1_Incompleteness {
        let words = line.words
        return .with {
            $0.kind = line.gap.kind
            $0.key = line.gap.key
            $0.ordinal = Int32(line.gap.ordinal ?? 0)
            $0.documentTitle = line.documentTitle
            $0.sentenceVi = words.vi
            $0.sentenceEn = words.en
            $0.officerCode = line.officerCode
            $0.unit = line.unit
            $0.dueOn = Hoso_Common_V1_Day(line.dueOn)
        }
    }

    static func message(_ task: OpenTask) -> Hoso_Records_V1_CompletionTask {
        .with {
            $0.id = Data(task.id.bytes)
            $0.recordID = Data(task.recordID.bytes)
            $0.fileCode = task.fileCode
            $0.recordTitle = task.recordTitle
            $0.agencyCode = task.agencyCode
            $0.incompleteness = .with {
                $0.kind = task.kind
                $0.key = task.key
                $0.ordinal = Int32(task.ordinal)
                $0.documentTitle = task.documentTitle
                $0.sentenceVi = task.sentenceVi
                $0.sentenceEn = task.sentenceEn
                $0.officerCode = task.officerCode
                $0.unit = task.unit
                $0.dueOn = Hoso_Common_V1_Day(task.dueOn)
            }
            $0.openedAt = Google_Protobuf_Timestamp(task.openedAt)
        }
    }

    static func message(_ entry: ExclusionStore.Sealed) -> Hoso_Records_V1_Exclusion {
        let exclusion = entry.exclusion
        return .with {
            $0.id = Data(exclusion.id.bytes)
            $0.ordinal = entry.ordinal
            $0.agencyCode = exclusion.agencyCode
            $0.year = Int32(exclusion.year)
            $0.rule =
                switch exclusion.rule {
                case .stateSecret: .stateSecret
                case .complexComponents: .complexComponents
                case .other: .other
                }
            $0.secrecy =
                switch exclusion.secrecy {
                case .secret: .secret
                case .highlySecret: .highlySecret
                case .topSecret: .topSecret
                case nil: .unspecified
                }
            $0.reason = exclusion.reason
            $0.count = Int32(exclusion.count)
            $0.fileCode = exclusion.fileCode
            $0.officerCode = exclusion.officerCode
            $0.decidedAt = Google_Protobuf_Timestamp(exclusion.decidedAt)
            $0.seal = Data(entry.seal)
        }
    }

    static func message(_ count: BacklogStore.TaskCount) -> Hoso_Records_V1_TaskCount {
        .with {
            $0.name = count.name
            $0.tasks = count.tasks
            $0.overdue = count.overdue
            $0.records = count.records
        }
    }

    static func message(_ counters: RecordCounters, agency: String, overdue: Int) -> Hoso_Records_V1_RecordCounters {
        .with {
            $0.agencyCode = agency
            $0.created = Int64(counters.created)
            $0.complete = Int64(counters.complete)
            $0.transferred = Int64(counters.transferred)
            $0.excluded = Int64(counters.excluded)
            $0.overdueTasks = Int64(overdue)
            $0.takenIn = Int64(counters.takenIn)
        }
    }

    static func message(_ act: ActStore.Act) -> Hoso_Records_V1_RecordAct {
        .with {
            $0.act = act.name
            $0.ordinal = Int32(act.ordinal)
            $0.reason = act.reason
            $0.decision = act.decision
            $0.officerCode = act.officerCode
            $0.happenedAt = Google_Protobuf_Timestamp(act.happenedAt)
        }
    }

    static func message(
        _ record: WorkRecord, dates: TransferDates?, standing: TransferStanding
    ) -> Hoso_Records_V1_TransferDue {
        .with {
            $0.record = RecordsWire.message(record)
            $0.details = Self.message(record.details)
            if let dates {
                $0.dueOn = Hoso_Common_V1_Day(dates.dueOn)
                $0.limitOn = Hoso_Common_V1_Day(dates.limitOn)
                if let day = dates.historicalOn { $0.historicalOn = Hoso_Common_V1_Day(day) }
            }
            if let day = record.details.keptBackUntil { $0.keptBackUntil = Hoso_Common_V1_Day(day) }
            $0.standing =
                switch standing {
                case .later: .later
                case .soon: .soon
                case .late: .late
                case .unlawful: .unlawful
                case .keptBack: .keptBack
                case .exempt: .exempt
                }
        }
    }
}
