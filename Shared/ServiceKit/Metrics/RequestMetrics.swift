import Metrics

/// Counts every HTTP request by route and status, and how long it took.
public enum RequestMetrics {
    private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    /// Records one request.
    ///
    /// - Parameters:
    ///   - route: The pattern of the route, never the path; nil when there is no such route.
    ///   - method: Any text; what is no usual method counts as `other`, as a label must be one of few.
    ///   - status: The HTTP status.
    ///   - start: When it began.
    public static func record(route: String?, method: String, status: Int, since start: ContinuousClock.Instant) {
        Metrics.Timer(
            label: "http_server_request_duration_seconds",
            dimensions: [
                ("route", route ?? "none"), ("method", Self.methods.contains(method) ? method : "other"),
                ("status", "\(status)"),
            ]
        ).record(duration: ContinuousClock.now - start)
    }
}
