import DigitizationDomain
import HosoProto

extension PaperState {
    /// The wire form.
    var wire: Hoso_Digitization_V1_PaperState {
        switch self {
        case .received: .received
        case .refused: .refused
        case .captured: .captured
        case .signed: .signed
        case .extracted: .extracted
        case .coded: .coded
        case .stored: .stored
        case .secretStub: .secretStub
        }
    }
}

extension PaperRole {
    /// Reads the wire form; nil when nothing or something unknown was said.
    init?(_ wire: Hoso_Common_V1_PaperRole) {
        switch wire {
        case .component: self = .component
        case .result: self = .result
        case .incoming: self = .incoming
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }

    /// The wire form.
    var wire: Hoso_Common_V1_PaperRole {
        switch self {
        case .component: .component
        case .result: .result
        case .incoming: .incoming
        }
    }
}

extension SecrecyLevel {
    /// Reads the wire form; nil when nothing or something unknown was said: then nobody declared a level.
    init?(_ wire: Hoso_Common_V1_SecrecyLevel) {
        switch wire {
        case .none: self = .none
        case .secret: self = .secret
        case .highlySecret: self = .highlySecret
        case .topSecret: self = .topSecret
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
