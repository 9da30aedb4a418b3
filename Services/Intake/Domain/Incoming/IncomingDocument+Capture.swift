public import Clocks

/// A letter that came on paper gets its e-copy from digitization, before or after it is registered.
extension IncomingDocument {
    /// Whether somebody may have this scan made into the e-copy.
    ///
    /// - Throws: ``IncomingRefusal`` with the reason and the people who can act.
    public func checkCapture(of scan: String, by actor: String) throws(IncomingRefusal) {
        guard ![.refused, .removal, .removed].contains(self.state) else { throw .outOfOrder(self.state, who: self.actors) }
        let clerks = self.reception.clerks.map { self.current($0) }
        guard clerks.contains(actor) else { throw .notYours(who: clerks) }
        guard !self.head.isStub else { throw .secret }
        guard self.head.isPaper, self.head.file == nil else { throw .hasFile }
        guard let capture = self.capture else { return }
        switch capture.state {
        case .waiting where capture.scan == scan: return
        case .waiting: throw .captureRuns
        case .done: throw .hasFile
        // The same scan would be refused again.
        case .refused(let reasons): guard capture.scan != scan else { throw .scanRefused(reasons) }
        }
    }

    /// Digitization took a scan in.
    ///
    /// - Throws: ``IncomingRefusal`` when another scan was faster.
    public func beginCapture(of scan: String, as paper: Identifier, by actor: String) throws(IncomingRefusal) -> [IncomingFact] {
        // Digitization may have told the outcome before its answer to the order came.
        if self.capture?.paper == paper { return [] }
        try self.checkCapture(of: scan, by: actor)
        return [.captureBegun(paper: paper, scan: scan)]
    }

    /// The e-copy is made; nothing for another scan, or when there is an e-copy already.
    public func capture(
        _ copy: IncomingHead.File, text: IncomingHead.File, pages: Int, from paper: Identifier
    ) -> [IncomingFact] {
        guard self.expects(paper) else { return [] }
        return [.captured(paper: paper, copy: copy, text: text, pages: pages)]
    }

    /// The scan was refused; the clerk scans again.
    public func refuseCapture(_ reasons: [String], of paper: Identifier) -> [IncomingFact] {
        guard self.expects(paper), self.capture?.state != .refused(reasons) else { return [] }
        return [.captureRefused(paper: paper, reasons: reasons)]
    }

    /// Whether the outcome for a paper is this document's: of the scan that was ordered last, while there is no e-copy.
    private func expects(_ paper: Identifier) -> Bool {
        guard self.head.isPaper, !self.head.isStub, self.head.file == nil, ![.refused, .removal, .removed].contains(self.state) else {
            return false
        }
        guard let capture = self.capture else { return true }
        switch capture.state {
        case .waiting, .refused: return capture.paper == paper
        case .done: return false
        }
    }
}
