/// A question of the service to its worker.
enum WorkerRequest: Codable, Hashable, Sendable {
    /// Which format, how many pages?
    case inspect(path: String, limits: ScanLimits)
    /// What is on this page?
    case read(ReadRequest)
    /// Which text does this page of a PDF carry by itself?
    case text(path: String, page: Int, limits: ScanLimits)
    /// Which codes are printed on this page?
    case codes(CodeRequest)
}
