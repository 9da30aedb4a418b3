import HosoProto
import IntakeDomain

extension DossierStatus {
    init?(wire: Hoso_Intake_V1_DossierStatus) {
        // The numbers are those of the national portal on both sides.
        self.init(rawValue: wire.rawValue)
    }

    var wire: Hoso_Intake_V1_DossierStatus {
        Hoso_Intake_V1_DossierStatus(rawValue: self.rawValue) ?? .unspecified
    }
}

extension Channel {
    init?(wire: Hoso_Common_V1_Channel) {
        self.init(rawValue: wire.rawValue)
    }

    var wire: Hoso_Common_V1_Channel {
        Hoso_Common_V1_Channel(rawValue: self.rawValue) ?? .unspecified
    }
}

extension PaperRole {
    init?(wire: Hoso_Common_V1_PaperRole) {
        switch wire {
        case .component: self = .component
        case .result: self = .result
        // A letter to the agency is part of no procedure.
        case .incoming, .unspecified, .UNRECOGNIZED: return nil
        }
    }

    var wire: Hoso_Common_V1_PaperRole {
        switch self {
        case .component: .component
        case .result: .result
        }
    }
}

extension ComponentState {
    /// The wire's number is the portal's plus one, because zero must mean "not said".
    var wire: Hoso_Common_V1_ComponentDigitization {
        Hoso_Common_V1_ComponentDigitization(rawValue: self.rawValue + 1) ?? .unspecified
    }
}
