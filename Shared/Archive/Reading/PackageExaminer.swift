public import Clocks

/// Judges a package offline: its tree, every checksum, what its metadata say, its dates and, by somebody who can, its signatures.
///
/// Ends on any input. What is wrong with the package is a finding that names the file; an error is thrown only when this machine
/// fails.
///
/// Concurrency: safe from any task. Blocking: yes, it reads the container once; memory grows with the number of files, not with
/// their length.
public struct PackageExaminer: Sendable {
    /// What is taken.
    public var limits: PackageLimits
    /// Judges one PDF file, given by its path and its bytes; nil = signatures are not asked about.
    public var judge: (@Sendable (String, [UInt8]) -> SignatureAnswer)?

    /// Makes an examiner.
    public init(limits: PackageLimits = PackageLimits(), judge: (@Sendable (String, [UInt8]) -> SignatureAnswer)? = nil) {
        self.limits = limits
        self.judge = judge
    }

    /// Examines a package.
    ///
    /// - Parameters:
    ///   - path: The container.
    ///   - scratch: An existing folder for metadata files while they are read.
    ///   - now: The time of judging.
    /// - Throws: ``ArchiveError`` `.inputOutput`, `.noSpace`.
    public func examine(_ path: String, scratch: String, at now: UTCInstant) throws(ArchiveError) -> PackageReport {
        let folder = try ScratchFolder(below: scratch)
        var answers: [String: SignatureAnswer] = [:]
        let judge = self.judge
        let index = try ContainerIndex(path: path, scratch: folder, limits: self.limits, judge: judge.map { judge in { answers[$0] = judge($0, $1) } })
        var examination = PackageExamination(index: index, now: now)
        examination.report.signatures = answers
        (examination.report.sha256, examination.report.sizeBytes) = try FileDigest.of(path)
        try examination.run()
        return examination.report
    }
}
