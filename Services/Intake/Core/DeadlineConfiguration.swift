public import ServiceKit

/// When deadlines of incoming documents are told (H-23).
public struct DeadlineConfiguration: Sendable {
    /// The settings to hand to ``ServiceHost``.
    public static let settings: [any AnySetting] = [Self.pauseSetting, Self.remindSetting, Self.escalateSetting]

    static let pauseSetting = Setting<Duration>.seconds(
        "intake.deadline.pause.seconds", in: 1...3_600, default: 30, purpose: "How often deadlines of incoming documents are looked at.")
    static let remindSetting = Setting<Duration>.seconds(
        "intake.deadline.remind.seconds", in: 60...2_592_000, default: 86_400,
        purpose: "How long before a deadline it is told; never more than half of the time there was.")
    static let escalateSetting = Setting<Duration>.seconds(
        "intake.deadline.escalate.seconds", in: 0...2_592_000, default: 86_400,
        purpose: "How long after a deadline those who oversee the work are told.")

    /// How often deadlines are looked at.
    public var pause = Duration.seconds(30)
    /// How long before a deadline it is told.
    public var remindBefore = Duration.seconds(86_400)
    /// How long after it those who oversee are told.
    public var escalateAfter = Duration.seconds(86_400)

    /// The defaults.
    public init() {}

    /// Reads the settings.
    ///
    /// - Throws: ``ConfigurationError``.
    init(_ configuration: HostConfiguration) throws {
        self.pause = try configuration.value(of: Self.pauseSetting)
        self.remindBefore = try configuration.value(of: Self.remindSetting)
        self.escalateAfter = try configuration.value(of: Self.escalateSetting)
    }
}
