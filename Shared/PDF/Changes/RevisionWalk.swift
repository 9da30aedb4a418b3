/// Goes through the revisions behind a signature and judges each update.
struct RevisionWalk {
    let document: PDFDocument
    let ends: [Int]
    /// Where the first signature's revision ends.
    let from: Int

    func steps() -> [RevisionComparison.Step] {
        let total = self.document.view.count
        var before: PDFDocument
        do {
            before = self.from == total ? self.document : try self.document.revision(endingAt: self.from)
        } catch {
            return [self.failure(self.from, total, .unreadable, error.debugDescription)]
        }
        var boundaries = self.ends.filter { $0 > self.from && $0 < total } + [total]
        var steps: [RevisionComparison.Step] = []
        if boundaries.count > RevisionComparison.revisionLimit {
            steps.append(self.failure(self.from, total, .tooMuch, "there are \(boundaries.count) revisions"))
            boundaries = [total]
        }
        var start = self.from
        var work = 0
        for end in boundaries where end > start {
            if self.isLineEnd(start, end) {
                if end == total { break }
                continue
            }
            let after: PDFDocument
            if end == total {
                after = self.document
            } else {
                // Bytes of a stream may look like the end of a revision; then this prefix is none.
                guard let revision = self.openable(end) else { continue }
                after = revision
            }
            var judge = UpdateJudge(before: before, after: after, start: start)
            judge.run()
            steps.append(judge.step())
            work += judge.graph.count
            if work > RevisionComparison.workLimit, end < total {
                steps.append(self.failure(end, total, .tooMuch, "\(work) objects were compared, and revisions are left"))
                break
            }
            before = after
            start = end
        }
        return steps
    }

    private func openable(_ end: Int) -> PDFDocument? {
        do { return try self.document.revision(endingAt: end) } catch { return nil }
    }

    /// Whether nothing but line ends stands between two places.
    private func isLineEnd(_ start: Int, _ end: Int) -> Bool {
        end - start <= 1_024 && self.document.view[start..<end].allSatisfy { XrefTail.isSpace($0) }
    }

    private func failure(_ start: Int, _ end: Int, _ rule: ChangeRule, _ detail: String) -> RevisionComparison.Step {
        let finding = ChangeFinding(rule: rule, level: .other, object: nil, page: nil, revisionEnd: end, detail: detail)
        return RevisionComparison.Step(start: start, end: end, findings: [finding], changedFields: [], shownFields: [])
    }
}
