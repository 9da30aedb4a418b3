/// The parts of the gateway's answers that the demonstration looks at; everything else is left alone.
enum Gateway {
    /// A 64 bit number, written as a number or as text.
    struct Count: Codable, Hashable, Sendable {
        let value: Int64

        init(_ value: Int64) { self.value = value }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int64.self) {
                self.value = number
            } else {
                let text = try container.decode(String.self)
                guard let number = Int64(text) else {
                    throw DecodingError.dataCorruptedError(in: container, debugDescription: "«\(text)» is no number")
                }
                self.value = number
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(self.value)
        }
    }

    struct Blob: Codable, Hashable, Sendable {
        var sha256: String
        var sizeBytes: Count
        var mediaType: String
    }

    struct Owner: Codable, Hashable, Sendable {
        var id: String
        var name: String
    }

    struct Dossier: Decodable, Sendable {
        struct Component: Decodable, Sendable {
            var code: String
            var name: String?
            var digitization: String?
            var resultCode: String?
        }

        var id: String
        var code: String
        var status: String
        var version: Count
        var procedureName: String?
        var components: [Component]?
        var acceptedAt: String?
        var dueAt: String?
        var receipt: Blob?
    }

    struct Handover: Decodable, Sendable {
        var fromOfficerCode: String?
        var toSection: String?
        var toAgencyCode: String?
        var handedAt: String?
        var dueAt: String?
    }

    struct DossierAnswer: Decodable, Sendable {
        var dossier: Dossier
        var replayed: Bool?
        var handovers: [Handover]?
    }

    struct ReuseOffer: Codable, Sendable {
        var componentCode: String
        var documentId: String
        var resultCode: String
        var title: String?
        var sourceDossierCode: String?
        var sourceRole: String?
    }

    struct Prepared: Decodable, Sendable {
        struct Procedure: Decodable, Sendable {
            struct Component: Decodable, Sendable {
                var code: String
                var name: String?
                var required: Bool?
                var role: String?
                var digitize: Bool?
            }

            var name: String?
            var handlingSection: String?
            var components: [Component]?
        }

        var procedure: Procedure
        var reuseOffers: [ReuseOffer]?
        var missingComponentCodes: [String]?
    }

    struct Finding: Decodable, Sendable {
        var reason: String?
        var page: Int?
        var measured: String?
        var demanded: String?
        var adviceVi: String?
        var adviceEn: String?
    }

    struct Field: Codable, Sendable {
        var name: String
        var value: String
        var confidence: Int?
    }

    struct ResultCode: Decodable, Sendable {
        var code: String
    }

    struct Paper: Decodable, Sendable {
        var id: String
        var state: String
        var title: String?
        var findings: [Finding]?
        var pages: Int?
        var meanConfidence: Int?
        var eCopy: Blob?
        var signedCopy: Blob?
        var fields: [Field]?
        var resultCode: ResultCode?
    }

    struct PaperAnswer: Decodable, Sendable {
        var paper: Paper
        var replayed: Bool?
        var pagesDone: Int?
        var pagesTotal: Int?
    }

    struct Fields: Codable, Sendable {
        var fields: [Field]?
    }

    struct PreparedSignature: Decodable, Sendable {
        var requestId: String
        var toBeSigned: String
        var digest: String
        var algorithm: String
        var expiresAt: String?
    }

    struct Report: Decodable, Sendable {
        var verdict: String?
        var signerName: String?
        var issuerName: String?
        var wordsVi: String?
        var wordsEn: String?
    }

    struct CompletedSignature: Decodable, Sendable {
        var signedDocument: Blob
        var report: Report
    }

    struct Record: Decodable, Sendable {
        var id: String
        var fileCode: String
        var title: String?
        var state: String
        var retentionYears: Int?
        var documentCount: Int?
        var version: Count
    }

    struct Document: Decodable, Sendable {
        var id: String
        var title: String?
        var resultCode: String?
        var dossierCode: String?
        var role: String?
        var reuseCount: Int?
    }

    struct RecordAnswer: Decodable, Sendable {
        var record: Record
        var documents: [Document]?
    }

    struct Documents: Decodable, Sendable {
        var documents: [Document]?
    }

    struct Figure: Codable, Hashable, Sendable {
        var name: String
        var titleVi: String?
        var titleEn: String?
        var numerator: Count
        var denominator: Count?
    }

    struct Figures: Codable, Sendable {
        var figures: [Figure]?
    }

    struct Problem: Decodable, Sendable {
        struct Detail: Decodable, Sendable {
            var pointer: String?
            var detail: String?
        }

        var title: String?
        var detail: String?
        var code: String?
        var mender: String?
        var errors: [Detail]?
    }
}
