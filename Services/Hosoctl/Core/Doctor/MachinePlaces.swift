/// Where a machine keeps what hoso needs, and how much of it is enough; the defaults are those of Debian 12.
struct MachinePlaces: Sendable {
    var postgres = "/usr/lib/postgresql"
    var rabbit = "/usr/lib/rabbitmq/lib"
    /// Program that recognises text.
    var tesseract = "tesseract"
    /// Programs of poppler: they draw pages of PDFs that are no pictures, and take text out.
    var poppler = ["pdftoppm", "pdftotext"]
    var font = "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"
    var meminfo = "/proc/meminfo"
    /// A file that is younger than no right clock: the program itself.
    var program = "/proc/self/exe"
    /// Least free room. Unit: bytes.
    var leastDiskBytes: UInt64 = 2 << 30
    /// Least memory that is free or can be made free. Unit: bytes.
    var leastMemoryBytes: UInt64 = 1 << 30
    /// Libraries that the services are linked with, each with its Debian package.
    var libraries = [
        ("libpq.so.5", "libpq5"), ("librabbitmq.so.4", "librabbitmq4"), ("libqpdf.so.29", "libqpdf29"),
        ("libtesseract.so.5", "libtesseract5"), ("liblept.so.5", "liblept5"), ("libzbar.so.0", "libzbar0"), ("libcrypto.so.3", "libssl3"),
        ("libqrencode.so.4", "libqrencode4"),
    ]
}
