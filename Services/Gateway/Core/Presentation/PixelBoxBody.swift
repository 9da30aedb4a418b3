import HosoProto

/// A rectangle on a page. Unit: pixels of the scan.
struct PixelBoxBody: Encodable {
    let left: Int32
    let top: Int32
    let width: Int32
    let height: Int32

    init(_ wire: Hoso_Common_V1_PixelBox) {
        self.left = wire.left
        self.top = wire.top
        self.width = wire.width
        self.height = wire.height
    }
}
