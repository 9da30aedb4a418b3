/// The version of the suite.
public enum Version {
    /// Semantic version; every program of one checkout has the same.
    public static let current = "0.1.0"
}
