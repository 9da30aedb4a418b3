internal import Glibc

/// Removes a file that turned out to be of no use.
enum FileRemoval {
    /// What cannot be removed is left: whoever made the folder clears it.
    static func remove(_ path: String) { _ = unlink(path) }
}
