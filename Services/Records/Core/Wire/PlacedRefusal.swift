import RecordsDomain
import ServiceKit

/// A refusal with the place in the request whose value it refuses.
struct PlacedRefusal: Error, Hashable {
    let refusal: RecordsRefusal
    /// The field in dotted form, such as `plan.headings[1].entries[0].notation`.
    let place: String

    /// The refusal as told to a caller; sentence and pointer name the place.
    var failure: HosoFailure {
        var failure = self.refusal.failure
        failure.pointer = self.place
        failure.messageVi = "\(self.place): \(failure.messageVi)"
        failure.messageEn = "\(self.place): \(failure.messageEn)"
        return failure
    }
}
