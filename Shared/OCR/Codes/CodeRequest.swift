/// What the worker needs to find the codes printed on a page.
struct CodeRequest: Codable, Hashable, Sendable {
    /// The file; the worker opens it read-only.
    let path: String
    /// The page, from 1.
    let page: Int
    /// The limits of size.
    let limits: ScanLimits
}
