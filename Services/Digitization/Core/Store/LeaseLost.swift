/// Somebody else has the job now, or it was cancelled: what its holder still does is in vain.
struct LeaseLost: Error, Hashable, Sendable {}
