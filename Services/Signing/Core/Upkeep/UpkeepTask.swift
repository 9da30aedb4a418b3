import Clocks
import SigningDomain

/// What a signed document still lacks, or its renewal.
struct UpkeepTask: Sendable {
    let request: Identifier
    var reason: UpkeepReason
    let wanted: BaselineLevel
    var reached: BaselineLevel
    /// Who was asked and what happened, in technical words; at most ``detailLimitBytes``.
    var detail: String
    /// Since when it is missing; of a renewal, when the newest archival timestamp was made.
    var since: UTCInstant
    var tries: Int
    var dueAt: UTCInstant
    /// Of a renewal, when the newest archival timestamp runs out.
    var endsAt: UTCInstant?

    /// Longer words are cut off.
    static let detailLimitBytes = 2_000

    /// What is owed after an attempt that did not reach its level.
    static func debt(
        _ request: Identifier, _ reason: UpkeepReason, wanted: BaselineLevel, reached: BaselineLevel, detail: String,
        at now: UTCInstant
    ) -> UpkeepTask {
        UpkeepTask(
            request: request, reason: reason, wanted: wanted, reached: reached, detail: Self.cut(detail), since: now, tries: 1,
            dueAt: now + UpkeepSchedule.pause(afterTries: 1))
    }

    static func cut(_ text: String) -> String { String(decoding: text.utf8.prefix(Self.detailLimitBytes), as: UTF8.self) }
}
