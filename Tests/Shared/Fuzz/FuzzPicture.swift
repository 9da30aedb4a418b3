import PDF

/// Feeds bytes to the readers of signature pictures.
///
/// Built by `deploy/local/fuzz` with `-sanitize=fuzzer,address`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPicture(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do { _ = try SignatureImage([UInt8](UnsafeBufferPointer(start: start, count: count))) } catch { return 0 }
    return 0
}
