import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

extension RecognitionPriority {
    /// The wire form.
    var wire: Hoso_Digitization_V1_QueuePriority {
        switch self {
        case .desk: .desk
        case .backlog: .backlog
        }
    }
}

extension AgencyQueue {
    /// The wire form.
    var wire: Hoso_Digitization_V1_AgencyQueue {
        .with {
            $0.priority = self.priority.wire
            $0.agencyCode = self.agencyCode
            $0.waiting = self.waiting
            $0.running = self.running
            $0.failing = self.failing
            $0.oldestSince = Google_Protobuf_Timestamp(self.oldestSince)
        }
    }
}

extension FailingJob {
    /// The wire form.
    var wire: Hoso_Digitization_V1_FailingPaper {
        .with {
            $0.paperID = Data(self.paperID.bytes)
            $0.agencyCode = self.agencyCode
            $0.attempts = Int32(clamping: self.attempts)
            $0.failure = self.failure
            $0.nextAttemptAt = Google_Protobuf_Timestamp(self.dueAt)
            $0.holder = self.holder
        }
    }
}

extension JobProgress {
    /// The wire form.
    var wire: Hoso_Digitization_V1_PaperProgress {
        .with {
            $0.paperID = Data(self.paperID.bytes)
            $0.pagesDone = Int32(clamping: self.pagesDone)
            $0.pagesTotal = Int32(clamping: self.pagesTotal)
            $0.isRunning = self.isRunning
            $0.attempt = Int32(clamping: self.attempt)
        }
    }
}
