/// Exit codes of a service (sysexits.h).
enum ExitCode {
    static let success: Int32 = 0
    static let failure: Int32 = 1
    static let configuration: Int32 = 78
}
