/// A file of the package as METS speaks of it.
struct DescribedFile {
    /// Path from the folder of the METS file that names it.
    let href: String
    let mediaType: String
    let sizeBytes: Int64
    /// Upper-case hexadecimal digits.
    let digest: String
}
