/// An agency as far as intake needs to know it.
struct KnownAgency: Hashable, Sendable {
    /// The full name.
    let name: String
    /// The code of the agency above, or `nil` at the top.
    let parentCode: String?

    /// The place named in the agency's name, such as `Cẩm Lâm` in `Ủy ban nhân dân xã Cẩm Lâm`; `nil` for a department.
    var place: String? {
        for level in [" xã ", " phường ", " đặc khu ", " tỉnh ", " thành phố "] {
            if let range = self.name.firstRange(of: level) {
                return String(self.name[range.upperBound...])
            }
        }
        return nil
    }
}
