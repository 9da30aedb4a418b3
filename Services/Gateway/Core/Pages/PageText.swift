import Clocks
import GatewayDomain
import ServiceKit
import SwiftProtobuf

/// Small texts of pages.
enum PageText {
    /// A time in Việt Nam; a dash when it is absent.
    static func time(_ timestamp: Google_Protobuf_Timestamp, if isThere: Bool) -> String {
        guard isThere, let instant = timestamp.instant else { return "–" }
        return VietnameseForm.time(instant)
    }

    /// A time for machines, in legal form (R8); empty when it is absent.
    static func machineTime(_ timestamp: Google_Protobuf_Timestamp, if isThere: Bool) -> String {
        isThere ? timestamp.instant?.vietnamISO8601 ?? "" : ""
    }
}
