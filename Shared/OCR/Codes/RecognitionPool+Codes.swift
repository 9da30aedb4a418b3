extension RecognitionPool {
    /// Finds the QR codes printed on a page.
    ///
    /// - Parameters:
    ///   - path: The file; must stay in place until the call returns.
    ///   - page: The page, from 1.
    ///   - limits: How large file and page may be.
    /// - Returns: What the codes say; none when there is no readable code, or the page itself is refused.
    /// - Throws: ``OCRError`` when the worker failed twice on this page.
    public func codes(path: String, page: Int, limits: ScanLimits = ScanLimits()) async throws(OCRError) -> [String] {
        let reply = try await self.ask(.codes(CodeRequest(path: path, page: page, limits: limits)))
        switch try reply.decode(WorkerReply.self) {
        case .codes(let codes): return codes
        case .refused: return []
        case .unreadable(let reason): throw OCRError(.unreadableFile, reason)
        case .failed(let reason): throw OCRError(.engineUnavailable, reason)
        case .ready, .inspected, .read: throw OCRError(.damagedMessage, "the worker answered another question")
        }
    }
}
