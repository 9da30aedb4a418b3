import IntakeDomain

/// One dossier with every move it made, replayed in the pure model (I2).
struct DossierHistory: Sendable {
    /// One row of the history.
    struct Move: Hashable, Sendable {
        let version: Int64
        let from: Int?
        let to: Int
        let officerCode: String
    }

    let code: String
    let status: Int
    let version: Int64
    let moves: [Move]
    /// Versions that a hand-over led to.
    let handoverVersions: Set<Int64>
    /// Versions that a digitized component led to; they leave an event.
    let digitizedEvents: Int

    /// Everything that is not as the state machine allows.
    var faults: [Words] {
        guard let first = self.moves.first else { return [Words("không có lịch sử trạng thái", "has no history")] }
        var faults: [Words] = []
        if first.from != nil || first.to != DossierStatus.registered.rawValue || first.version != 1 {
            faults.append(Words("lịch sử không bắt đầu từ «Mới đăng ký», phiên bản 1", "does not begin with «registered» at version 1"))
        }
        faults += self.replay()
        if let last = self.moves.last, last.to != self.status {
            faults.append(
                Words(
                    "trạng thái \(self.status) khác bước cuối của lịch sử (\(last.to))",
                    "status \(self.status) differs from the last move (\(last.to))"))
        }
        return faults + self.versionFaults()
    }

    private func replay() -> [Words] {
        var faults: [Words] = []
        var wasAccepted = false
        for (previous, move) in zip(self.moves, self.moves.dropFirst()) {
            wasAccepted = wasAccepted || previous.to == DossierStatus.accepted.rawValue
            guard move.from == previous.to else {
                faults.append(
                    Words("phiên bản \(move.version): bước đi không nối tiếp bước trước", "version \(move.version): does not follow on"))
                continue
            }
            guard let from = DossierStatus(rawValue: previous.to), let to = DossierStatus(rawValue: move.to),
                (try? StatusMoves.check(from: from, to: to, wasAccepted: wasAccepted)) != nil
            else {
                faults.append(
                    Words(
                        "phiên bản \(move.version): chuyển \(previous.to) → \(move.to) không được phép",
                        "version \(move.version): the move \(previous.to) → \(move.to) is not allowed"))
                continue
            }
        }
        for move in self.moves where move.officerCode.isEmpty {
            faults.append(Words("phiên bản \(move.version): không rõ ai làm", "version \(move.version): nobody did it"))
        }
        return faults
    }

    /// Every version from 1 on is a move, a hand-over or a digitized component.
    private func versionFaults() -> [Words] {
        let known = Set(self.moves.map(\.version)).union(self.handoverVersions)
        if let beyond = known.max(), beyond > self.version {
            return [Words("lịch sử có phiên bản \(beyond), hồ sơ mới ở \(self.version)", "the history has version \(beyond), the dossier only \(self.version)")]
        }
        let unexplained = self.version - Int64(known.count) - Int64(self.digitizedEvents)
        guard unexplained != 0 else { return [] }
        return [
            Words(
                "phiên bản \(self.version) nhưng chỉ có dấu vết của \(self.version - unexplained)",
                "is at version \(self.version), but there are traces of \(self.version - unexplained)")
        ]
    }
}
