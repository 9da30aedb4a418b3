extension ScanLimits {
    /// Refuses a page whose header announces more pixels than allowed, before any memory is taken for it.
    func checkPage(width: Int, height: Int, page: Int) throws(ScanRefusal) {
        guard width > 0, height > 0 else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        let (pixels, overflow) = Int64(width).multipliedReportingOverflow(by: Int64(height))
        guard !overflow, pixels <= self.maximumPagePixels else {
            throw ScanRefusal(
                QualityFinding(
                    .tooLarge, page: page, measured: "\(width) × \(height) px",
                    demanded: "≤ \(self.maximumPagePixels / 1_000_000) Mpx"))
        }
    }

    /// Refuses a file of no pages or of more than allowed.
    func checkPageCount(_ count: Int) throws(ScanRefusal) {
        guard count > 0 else { throw ScanRefusal(QualityFinding(.damagedFile)) }
        guard count <= self.maximumPages else {
            throw ScanRefusal(QualityFinding(.tooLarge, measured: "\(count)", demanded: "≤ \(self.maximumPages)"))
        }
    }
}
