import HosoProto

/// Answer of `GET /v1/transfers`.
struct TransfersBody: Encodable {
    struct Transfer: Encodable {
        let record: WorkRecordBody
        let dueOn: String?
        let limitOn: String?
        let historicalOn: String?
        let keptBackUntil: String?
        let standing: String
    }

    let transfers: [Transfer]
    let nextAfter: String?

    init(_ wire: Hoso_Records_V1_ListTransfersResponse) {
        self.transfers = wire.transfers.map {
            Transfer(
                record: WorkRecordBody($0.record), dueOn: WireForm.day($0.dueOn, if: $0.hasDueOn),
                limitOn: WireForm.day($0.limitOn, if: $0.hasLimitOn),
                historicalOn: WireForm.day($0.historicalOn, if: $0.hasHistoricalOn),
                keptBackUntil: WireForm.day($0.keptBackUntil, if: $0.hasKeptBackUntil), standing: WireForm.word($0.standing))
        }
        self.nextAfter = WireForm.id(wire.nextAfterRecordID)
    }
}

/// Answer of `GET /v1/records/{id}/acts`.
struct ActsBody: Encodable {
    struct Act: Encodable {
        let act: String
        let ordinal: Int32
        let reason: String
        let decision: String
        let officer: String
        let happenedAt: String?
    }

    let acts: [Act]

    init(_ wire: Hoso_Records_V1_ListRecordActsResponse) {
        self.acts = wire.acts.map {
            Act(
                act: $0.act, ordinal: $0.ordinal, reason: $0.reason, decision: $0.decision, officer: $0.officerCode,
                happenedAt: WireForm.time($0.happenedAt, if: $0.hasHappenedAt))
        }
    }
}
