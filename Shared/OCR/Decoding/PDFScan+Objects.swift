import CQPDF
import Glibc

/// Looks things up in dictionaries that may hold anything.
extension PDFScan {
    /// The bytes of a stream.
    func stream(_ image: qpdf_oh, level: qpdf_stream_decode_level_e, page: Int) throws(ScanRefusal) -> [UInt8] {
        var filtered: QPDF_BOOL = 0
        var buffer: UnsafeMutablePointer<UInt8>?
        var length = 0
        let code = qpdf_oh_get_stream_data(self.pdf, image, level, &filtered, &buffer, &length)
        defer { free(buffer) }
        guard !self.takeFailure(), code & 2 == 0, let buffer else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: page))
        }
        return Array(UnsafeBufferPointer(start: buffer, count: length))
    }

    /// Colour channels of an image; 0 = not told, or more than colours a scanner makes.
    func channels(of dictionary: qpdf_oh) -> Int {
        let space = qpdf_oh_get_key(self.pdf, dictionary, "/ColorSpace")
        if qpdf_oh_is_name(self.pdf, space) != 0 {
            switch String(cString: qpdf_oh_get_name(self.pdf, space)) {
            case "/DeviceRGB": return 3
            case "/DeviceGray": return 1
            default: return 0
            }
        }
        guard qpdf_oh_is_array(self.pdf, space) != 0, qpdf_oh_get_array_n_items(self.pdf, space) >= 2 else { return 0 }
        let family = qpdf_oh_get_array_item(self.pdf, space, 0)
        guard qpdf_oh_is_name_and_equals(self.pdf, family, "/ICCBased") != 0 else { return 0 }
        let profile = qpdf_oh_get_array_item(self.pdf, space, 1)
        guard qpdf_oh_is_stream(self.pdf, profile) != 0 else { return 0 }
        return self.integer("/N", of: qpdf_oh_get_dict(self.pdf, profile))
    }

    /// The only filter of a stream; empty = none.
    func filterName(of dictionary: qpdf_oh) -> String {
        var filter = qpdf_oh_get_key(self.pdf, dictionary, "/Filter")
        if qpdf_oh_is_array(self.pdf, filter) != 0 {
            guard qpdf_oh_get_array_n_items(self.pdf, filter) == 1 else { return "/Several" }
            filter = qpdf_oh_get_array_item(self.pdf, filter, 0)
        }
        if qpdf_oh_is_null(self.pdf, filter) != 0 { return "" }
        guard qpdf_oh_is_name(self.pdf, filter) != 0 else { return "/Unknown" }
        return String(cString: qpdf_oh_get_name(self.pdf, filter))
    }

    /// A name; empty when there is none.
    func name(_ key: String, of dictionary: qpdf_oh) -> String {
        let value = qpdf_oh_get_key(self.pdf, dictionary, key)
        guard qpdf_oh_is_name(self.pdf, value) != 0 else { return "" }
        return String(cString: qpdf_oh_get_name(self.pdf, value))
    }

    /// An integer; 0 when there is none.
    func integer(_ key: String, of dictionary: qpdf_oh) -> Int {
        let value = qpdf_oh_get_key(self.pdf, dictionary, key)
        guard qpdf_oh_is_integer(self.pdf, value) != 0 else { return 0 }
        return Int(qpdf_oh_get_int_value_as_int(self.pdf, value))
    }

    /// The keys of a dictionary; none when it is no dictionary.
    func keys(of dictionary: qpdf_oh) -> [String] {
        guard qpdf_oh_is_dictionary(self.pdf, dictionary) != 0 else { return [] }
        var keys: [String] = []
        qpdf_oh_begin_dict_key_iter(self.pdf, dictionary)
        while qpdf_oh_dict_more_keys(self.pdf) != 0, let key = qpdf_oh_dict_next_key(self.pdf) {
            keys.append(String(cString: key))
        }
        return keys
    }
}
