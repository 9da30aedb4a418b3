import HosoProto

/// The share of complete records that each level of agencies is to reach (H-16). Unit: percent.
struct LevelTargets: Sendable {
    let department: Int
    let district: Int
    let commune: Int

    /// The target of a level; the province's own bodies count with the departments. Nil = none was set.
    func percent(_ level: Hoso_Directory_V1_AgencyLevel) -> Int? {
        switch level {
        case .province, .department: self.department
        case .district: self.district
        case .commune: self.commune
        case .unspecified, .UNRECOGNIZED: nil
        }
    }

    /// What a level is called.
    static func name(_ level: Hoso_Directory_V1_AgencyLevel) -> String {
        switch level {
        case .province, .department: "Cấp tỉnh (sở, ban, ngành)"
        case .district: "Cấp huyện (trước 01/7/2025)"
        case .commune: "Cấp xã"
        case .unspecified, .UNRECOGNIZED: "Chưa rõ cấp"
        }
    }
}
