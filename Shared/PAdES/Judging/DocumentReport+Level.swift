import PKI

extension DocumentReport {
    /// The lowest level of the document's signatures; `nil` when there is none or one of them reached none.
    public var level: SignatureLevel? {
        let levels = self.signatures.filter { $0.kind == .signature }.map(self.level(of:))
        guard !levels.isEmpty, levels.allSatisfy({ $0 != nil }) else { return nil }
        return levels.compactMap { $0 }.min()
    }

    /// The baseline level a signature of this document has reached, by what the document itself carries: what the caller
    /// gave or what was asked for raises nothing.
    ///
    /// - Returns: `nil` for a document timestamp, for a signature that is proven wrong and for one of an older form.
    ///
    /// Source: EN 319 142-1, 6.
    public func level(of signature: JudgedSignature) -> SignatureLevel? {
        guard signature.kind == .signature, signature.indication != .invalid, signature.subFilter == "ETSI.CAdES.detached" else { return nil }
        let stamps = self.documentTimestamps(over: signature)
        let own = signature.timestamps.contains { $0.indication == .valid }
        guard own || !stamps.isEmpty else { return .basic }
        // What proves the time must itself be judged from the document: the signature's own timestamp, or one behind it.
        let timeIsCarried = own || stamps.contains { Self.isCarried($0.allRevocation) }
        guard !signature.report.path.isEmpty, timeIsCarried, Self.isCarried(signature.allRevocation) else { return .timestamped }
        // A document timestamp over the evidence, or over a signature about which nobody need be asked.
        let isCovered = !stamps.isEmpty && signature.allRevocation.allSatisfy { $0.finding == nil || $0.provenAt != nil }
        // The timestamp that is the only proof of the time does not cover the evidence about itself.
        return isCovered && (own || stamps.count > 1) ? .archival : .longTerm
    }

    /// The document timestamps that hold and stand behind a signature.
    private func documentTimestamps(over signature: JudgedSignature) -> [JudgedSignature] {
        let names = signature.proofs.compactMap { proof -> String? in
            if case .documentTimestamp(let name) = proof.source { name } else { nil }
        }
        return self.signatures.filter { $0.kind == .documentTimestamp && $0.indication == .valid && names.contains($0.fieldName) }
    }

    private static func isCarried(_ evidence: [RevocationEvidence]) -> Bool {
        evidence.allSatisfy { $0.isGood && ($0.finding == nil || $0.origin != .caller) }
    }
}
