import GRPCCore
import HosoProto

/// The services behind the gateway.
struct Backend: Sendable {
    let directory: any Hoso_Directory_V1_DirectoryService.ClientProtocol
    let intake: any Hoso_Intake_V1_IntakeService.ClientProtocol
    let incoming: any Hoso_Intake_V1_IncomingService.ClientProtocol
    let digitization: any Hoso_Digitization_V1_DigitizationService.ClientProtocol
    let desk: any Hoso_Digitization_V1_DeskService.ClientProtocol
    let captures: any Hoso_Digitization_V1_CaptureService.ClientProtocol
    let signing: any Hoso_Signing_V1_SigningService.ClientProtocol
    let documents: any Hoso_Signing_V1_DocumentService.ClientProtocol
    let records: any Hoso_Records_V1_RecordsService.ClientProtocol
    let keeping: any Hoso_Records_V1_RecordKeepingService.ClientProtocol
    let planning: any Hoso_Records_V1_FilingPlanningService.ClientProtocol
    let archive: any Hoso_Records_V1_ArchiveService.ClientProtocol
    let search: any Hoso_Records_V1_DocumentSearchService.ClientProtocol
    let rights: any Hoso_Records_V1_RightsService.ClientProtocol
    let owners: any Hoso_Records_V1_OwnerRepositoryService.ClientProtocol
    let reporting: any Hoso_Reporting_V1_ReportingService.ClientProtocol

    /// Calls over one client.
    init<Transport: ClientTransport>(_ calls: GRPCClient<Transport>) {
        self.directory = Hoso_Directory_V1_DirectoryService.Client(wrapping: calls)
        self.intake = Hoso_Intake_V1_IntakeService.Client(wrapping: calls)
        self.incoming = Hoso_Intake_V1_IncomingService.Client(wrapping: calls)
        self.digitization = Hoso_Digitization_V1_DigitizationService.Client(wrapping: calls)
        self.desk = Hoso_Digitization_V1_DeskService.Client(wrapping: calls)
        self.captures = Hoso_Digitization_V1_CaptureService.Client(wrapping: calls)
        self.signing = Hoso_Signing_V1_SigningService.Client(wrapping: calls)
        self.documents = Hoso_Signing_V1_DocumentService.Client(wrapping: calls)
        self.records = Hoso_Records_V1_RecordsService.Client(wrapping: calls)
        self.keeping = Hoso_Records_V1_RecordKeepingService.Client(wrapping: calls)
        self.planning = Hoso_Records_V1_FilingPlanningService.Client(wrapping: calls)
        self.archive = Hoso_Records_V1_ArchiveService.Client(wrapping: calls)
        self.search = Hoso_Records_V1_DocumentSearchService.Client(wrapping: calls)
        self.rights = Hoso_Records_V1_RightsService.Client(wrapping: calls)
        self.owners = Hoso_Records_V1_OwnerRepositoryService.Client(wrapping: calls)
        self.reporting = Hoso_Reporting_V1_ReportingService.Client(wrapping: calls)
    }

    /// The time most calls get.
    static let usual = Self.options(.seconds(10))
    /// The time each part of a page gets.
    static let page = Self.options(.seconds(5))
    /// The time of calls that take in a scan or embed a signature.
    static let slow = Self.options(.seconds(60))
    /// The time a stream of progress may last; a caller who wants more asks again.
    static let watching = Self.options(.seconds(600))

    private static func options(_ timeout: Duration) -> CallOptions {
        var options = CallOptions.defaults
        options.timeout = timeout
        return options
    }
}
