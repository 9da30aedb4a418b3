import Clocks
import HosoProto
import IntakeDomain
import ServiceKit

extension CatalogueFault {
    /// Where in the request the fault stands, such as `versions[2].components[1]`; empty when it lies in what is stored.
    func place(in request: Hoso_Intake_V1_ImportProceduresRequest) -> String {
        switch self {
        case .codeMalformed(let code): Self.version(in: request, "code") { $0.code == code }
        case .versionOutOfRange(let code, let version):
            Self.version(in: request, "version") { $0.code == code && Int($0.version) == version }
        case .limitOutOfRange(let code):
            Self.version(in: request, "limit") { $0.code == code && !(WorkingTimeLimit($0)?.isCountable ?? true) }
        case .cutOffOutOfRange(let code):
            Self.version(in: request, "cut_off_minute") { $0.code == code && !(0..<24 * 60).contains(Int($0.cutOffMinute)) }
        case .textMalformed(let code, .none): Self.version(in: request, nil) { $0.code == code }
        case .textMalformed(let code, .some(let component)), .componentTwice(let code, let component):
            Self.component(component, of: code, in: request)
        case .versionsOverlap(let code, let first, let second):
            Self.version(in: request, "valid_from") { $0.code == code && [first, second].contains(Int($0.version)) }
        case .versionRewritten(let code, let version):
            Self.version(in: request, nil) { $0.code == code && Int($0.version) == version }
        }
    }

    private static func version(
        in request: Hoso_Intake_V1_ImportProceduresRequest, _ member: String?,
        _ isMeant: (Hoso_Intake_V1_ProcedureVersion) -> Bool
    ) -> String {
        guard let index = request.versions.lastIndex(where: isMeant) else { return "" }
        return "versions[\(index)]" + (member.map { ".\($0)" } ?? "")
    }

    /// The last of the components with this code, which is the one too many when there are two.
    private static func component(
        _ component: String, of code: String, in request: Hoso_Intake_V1_ImportProceduresRequest
    ) -> String {
        for (index, version) in request.versions.enumerated() where version.code == code {
            guard let number = version.components.lastIndex(where: { $0.code == component }) else { continue }
            return "versions[\(index)].components[\(number)]"
        }
        return ""
    }
}

extension WorkingTimeLimit {
    /// The limit of a version that was readable; nil for one that was not.
    fileprivate init?(_ wire: Hoso_Intake_V1_ProcedureVersion) {
        do throws(WireFault) {
            try self.init(wire: wire, pointer: "")
        } catch {
            // Reported as a fault of the unit before any rule was looked at.
            return nil
        }
    }
}
