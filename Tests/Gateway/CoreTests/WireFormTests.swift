import Foundation
import HosoProto
import SwiftProtobuf
import Testing

@testable import Gateway

@Suite struct WireFormTests {
    @Test func `the words of the contract are these`() {
        #expect(
            WireForm.words(Hoso_Intake_V1_DossierStatus.self)
                == "registered, accepted, refused, inProgress, supplementRequested, paymentRequested, withdrawalRequested, stopped, processed, resultReturned")
        #expect(
            WireForm.words(Hoso_Digitization_V1_PaperState.self)
                == "received, refused, captured, signed, extracted, coded, stored, secretStub")
        #expect(WireForm.words(Hoso_Common_V1_Channel.self) == "desk, online, postal")
        #expect(WireForm.words(Hoso_Common_V1_SecrecyLevel.self) == "none, secret, highlySecret, topSecret")
        #expect(WireForm.words(Hoso_Common_V1_PaperRole.self) == "component, result, incoming")
        #expect(
            WireForm.words(Hoso_Common_V1_ComponentDigitization.self) == "notDigitized, digitized, reusedComponent, reusedResult")
        #expect(WireForm.words(Hoso_Records_V1_RecordState.self) == "open, collecting, closed, submitted, returned, archived, destructionProposed, destroyed")
        #expect(WireForm.words(Hoso_Signing_V1_Verdict.self) == "valid, invalid, indeterminate")
        #expect(
            WireForm.words(Hoso_Signing_V1_SignatureAlgorithm.self)
                == "rsaPkcs1Sha256, rsaPssSha256, ecdsaP256Sha256, ecdsaP384Sha384")
        #expect(WireForm.words(Hoso_Reporting_V1_EvidenceSide.self) == "numerator, denominator")
        #expect(WireForm.words(Hoso_Intake_V1_LimitUnit.self) == "workingDays, workingHours")
    }

    @Test func `each word leads back to its value`() {
        for status in Hoso_Intake_V1_DossierStatus.allCases where status != .unspecified {
            #expect(WireForm.value(WireForm.word(status)) == status)
        }
        #expect(WireForm.value("unspecified", of: Hoso_Intake_V1_DossierStatus.self) == nil)
        #expect(WireForm.value("UNRECOGNIZED(5)", of: Hoso_Intake_V1_DossierStatus.self) == nil)
        #expect(WireForm.word(Hoso_Intake_V1_DossierStatus.UNRECOGNIZED(77)) == "unknown")
    }

    @Test func `what a service sends wrong is left out, not trapped on`() {
        let dossier = Hoso_Intake_V1_Dossier.with {
            $0.id = Data([1, 2, 3])
            $0.openedAt = .with { $0.nanos = -1 }
            $0.acceptedAt = .with { $0.seconds = .max }
        }

        let body = DossierBody(dossier)

        #expect(body.id == nil)
        #expect(body.openedAt == nil)
        #expect(body.acceptedAt == nil)
        #expect(body.receipt == nil)
    }
}
