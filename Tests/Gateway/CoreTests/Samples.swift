import Clocks
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf
import TestSupport

@testable import Gateway

/// Messages of the services for tests.
enum Samples {
    static let id = SequentialIdentifiers.identifier(7)
    static let instant = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000)
    static let code = "H99.12-260305-0001"

    static let owner = #"{"id":"079 123 456 789","name":"Nguyễn Thị Ánh"}"#
    static let opening =
        #"{"procedureCode":"2.001234","owner":\#(owner),"channel":"desk","receivingAgencyCode":"H99.12","components":[{"code":"TP01","originals":1,"copies":0}],"secrecy":"none"}"#

    static func dossier(ownerName: String = "Nguyễn Thị Ánh") -> Hoso_Intake_V1_Dossier {
        .with {
            $0.id = Data(Self.id.bytes)
            $0.code = Self.code
            $0.procedureCode = "2.001234"
            $0.procedureVersion = 1
            $0.procedureName = "Cấp giấy phép kinh doanh"
            $0.owner = .with {
                $0.id = "079123456789"
                $0.name = ownerName
            }
            $0.status = .inProgress
            $0.channel = .desk
            $0.receivingAgencyCode = "H99.12"
            $0.competentAgencyCode = "H99.12"
            $0.components = [
                .with {
                    $0.code = "TP01"
                    $0.name = "Đơn đề nghị"
                    $0.paperTypeCode = "application"
                    $0.role = .component
                    $0.required = true
                    $0.digitize = true
                    $0.digitization = .digitized
                    $0.resultCode = "079123456789.application.000001"
                    $0.originals = 1
                }
            ]
            $0.openedAt = Google_Protobuf_Timestamp(Self.instant)
            $0.acceptedAt = Google_Protobuf_Timestamp(Self.instant + .seconds(300))
            $0.dueAt = Google_Protobuf_Timestamp(Self.instant + .seconds(86_400 * 5))
            $0.receipt = Self.blob
            $0.version = 2
        }
    }

    static let blob = Hoso_Common_V1_BlobRef.with {
        $0.sha256 = Data(repeating: 0xAB, count: 32)
        $0.sizeBytes = 12_345
        $0.mediaType = "application/pdf"
    }

    static func paper(_ state: Hoso_Digitization_V1_PaperState, title: String = "Đơn đề nghị cấp phép") -> Hoso_Digitization_V1_Paper {
        .with {
            $0.id = Data(Self.id.bytes)
            $0.dossierID = Data(Self.id.bytes)
            $0.dossierCode = Self.code
            $0.componentCode = "TP01"
            $0.role = .component
            $0.ownerID = "079123456789"
            $0.title = title
            $0.state = state
            $0.pages = 2
            if state == .stored || state == .signed { $0.signedCopy = Self.blob }
        }
    }

    static let detail = Hoso_Intake_V1_GetDossierResponse.with {
        $0.dossier = Self.dossier()
        $0.history = [
            .with {
                $0.to = .registered
                $0.officerCode = "CC001"
                $0.changedAt = Google_Protobuf_Timestamp(Self.instant)
            },
            .with {
                $0.from = .registered
                $0.to = .accepted
                $0.officerCode = "CC001"
                $0.changedAt = Google_Protobuf_Timestamp(Self.instant + .seconds(300))
            },
        ]
        $0.handovers = [
            .with {
                $0.fromOfficerCode = "CC001"
                $0.toSection = "Phòng Đăng ký kinh doanh"
                $0.toAgencyCode = "H99.12"
                $0.handedAt = Google_Protobuf_Timestamp(Self.instant + .seconds(300))
                $0.onTime = true
            }
        ]
    }

    static let record = Hoso_Records_V1_GetRecordResponse.with {
        $0.record = .with {
            $0.id = Data(Self.id.bytes)
            $0.fileCode = "H99.12.2026.05.HTCT.01"
            $0.title = "Hồ sơ giải quyết thủ tục \(Self.code)"
            $0.state = .closed
            $0.documentCount = 1
            $0.retentionYears = 70
        }
        $0.documents = [
            .with {
                $0.title = "Đơn đề nghị cấp phép"
                $0.resultCode = "079123456789.application.000001"
                $0.file = Self.blob
            }
        ]
    }

    static let report = Hoso_Signing_V1_SignatureReport.with {
        $0.verdict = .valid
        $0.signerName = "Trần Văn Bình"
        $0.wordsVi = "Chữ ký của Trần Văn Bình còn nguyên vẹn và bao trùm toàn bộ tệp."
    }

    static let figures = Hoso_Reporting_V1_GetFiguresResponse.with {
        $0.figures = [
            .with {
                $0.name = "digitizedDossiers"
                $0.titleVi = "Hồ sơ đã số hóa"
                $0.titleEn = "Digitized dossiers"
                $0.numerator = 6
                $0.denominator = .with { $0.value = 7 }
                $0.definitionVersion = 1
            },
            .with {
                $0.name = "digitizedResults"
                $0.titleVi = "Kết quả đã số hóa"
                $0.numerator = 0
                $0.denominator = .init()
                $0.definitionVersion = 1
            },
            .with {
                $0.name = "recordsCreated"
                $0.titleVi = "Hồ sơ công việc đã lập"
                $0.numerator = 1_234
                $0.definitionVersion = 2
            },
        ]
        $0.agencyCodes = ["H99.12", "H99.13"]
        $0.computedAt = Google_Protobuf_Timestamp(Self.instant)
    }

    /// A backend that knows the sample dossier.
    static func script(_ state: Hoso_Digitization_V1_PaperState = .stored) -> Script {
        let script = Script(methods: PublicMethods.all)
        script.on(Hoso_Intake_V1_IntakeService.Method.GetDossier.descriptor) { (_: Hoso_Intake_V1_GetDossierRequest) in Self.detail }
        script.on(Hoso_Intake_V1_IntakeService.Method.ListDossiers.descriptor) { (_: Hoso_Intake_V1_ListDossiersRequest) in
            Hoso_Intake_V1_ListDossiersResponse.with { $0.dossiers = [Self.dossier()] }
        }
        script.on(Hoso_Digitization_V1_DigitizationService.Method.ListPapers.descriptor) {
            (_: Hoso_Digitization_V1_ListPapersRequest) in
            Hoso_Digitization_V1_ListPapersResponse.with { $0.papers = [Self.paper(state)] }
        }
        script.on(Hoso_Records_V1_RecordsService.Method.GetRecord.descriptor) { (_: Hoso_Records_V1_GetRecordRequest) in Self.record }
        script.on(Hoso_Signing_V1_SigningService.Method.VerifyDocument.descriptor) { (_: Hoso_Signing_V1_VerifyDocumentRequest) in
            Hoso_Signing_V1_VerifyDocumentResponse.with { $0.reports = [Self.report] }
        }
        script.on(Hoso_Reporting_V1_ReportingService.Method.GetFigures.descriptor) { (_: Hoso_Reporting_V1_GetFiguresRequest) in
            Self.figures
        }
        return script
    }
}
