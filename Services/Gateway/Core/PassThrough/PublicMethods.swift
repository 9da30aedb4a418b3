public import GRPCCore
import HosoProto

/// Every method of the services, as the edge offers it, without those that are meant for services only.
public enum PublicMethods {
    /// The descriptors with their kind of streaming.
    public static let all: [MethodDescriptor] =
        Hoso_Directory_V1_DirectoryService.Method.descriptors
        + Hoso_Intake_V1_IntakeService.Method.descriptors
        + Hoso_Intake_V1_IncomingService.Method.descriptors
        + Hoso_Digitization_V1_DigitizationService.Method.descriptors
        + Hoso_Digitization_V1_DeskService.Method.descriptors
        + Hoso_Digitization_V1_CaptureService.Method.descriptors
        + Hoso_Digitization_V1_BacklogService.Method.descriptors
        + Hoso_Signing_V1_SigningService.Method.descriptors
        + Hoso_Signing_V1_DocumentService.Method.descriptors
        + Hoso_Records_V1_RecordsService.Method.descriptors
        + Hoso_Records_V1_RecordKeepingService.Method.descriptors
        + Hoso_Records_V1_FilingPlanningService.Method.descriptors
        + Hoso_Records_V1_ArchiveService.Method.descriptors
        + Hoso_Records_V1_DocumentSearchService.Method.descriptors
        + Hoso_Records_V1_RightsService.Method.descriptors
        + Hoso_Records_V1_OwnerRepositoryService.Method.descriptors
        + Hoso_Reporting_V1_ReportingService.Method.descriptors

    /// Services that answer other services only.
    public static let inside: Set<String> = ["hoso.signing.v1.ProcessService"]
}
