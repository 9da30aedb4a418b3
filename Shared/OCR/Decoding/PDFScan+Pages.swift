import CQPDF

/// What pages are made of and how large they are.
extension PDFScan {
    /// Tells what a page is made of.
    func kind(of page: qpdf_oh, page number: Int) throws(ScanRefusal) -> PDFPageKind {
        let resources = qpdf_oh_get_key_if_dict(self.pdf, page, "/Resources")
        let fonts = self.keys(of: qpdf_oh_get_key_if_dict(self.pdf, resources, "/Font"))
        let objects = qpdf_oh_get_key_if_dict(self.pdf, resources, "/XObject")
        let images = self.keys(of: objects).map { qpdf_oh_get_key(self.pdf, objects, $0) }
        guard !self.takeFailure() else { throw ScanRefusal(QualityFinding(.damagedFile, page: number)) }
        guard let first = images.first, images.allSatisfy(self.isImage) else { return .text }
        if images.count > 1 { return fonts.isEmpty ? self.tiles(images, of: page) : .text }
        if fonts.isEmpty { return .picture(first) }
        return self.covers(first, page) && self.hasInvisibleText(page) ? .picture(first) : .text
    }

    private func isImage(_ object: qpdf_oh) -> Bool {
        qpdf_oh_is_stream(self.pdf, object) != 0 && self.name("/Subtype", of: qpdf_oh_get_dict(self.pdf, object)) == "/Image"
    }

    /// The pixels of all images on the area of the page give the resolution, where the images cover the page.
    private func tiles(_ images: [qpdf_oh], of page: qpdf_oh) -> PDFPageKind {
        guard let box = self.box(of: page) else { return .text }
        let pixels = images.reduce(0.0) { sum, image in
            let dictionary = qpdf_oh_get_dict(self.pdf, image)
            return sum + Double(self.integer("/Width", of: dictionary)) * Double(self.integer("/Height", of: dictionary))
        }
        let dpi = (pixels * 72 * 72 / (box.width * box.height)).squareRoot()
        guard dpi.isFinite, dpi >= 72 else { return .text }
        return .tiles(dpi: min(600, Int(clampingToInt: dpi.rounded())))
    }

    /// Whether an image has the shape of the page and pixels enough to be a scan of it.
    private func covers(_ image: qpdf_oh, _ page: qpdf_oh) -> Bool {
        guard let box = self.box(of: page) else { return false }
        let dictionary = qpdf_oh_get_dict(self.pdf, image)
        let across = Double(self.integer("/Width", of: dictionary)) * 72 / box.width
        let down = Double(self.integer("/Height", of: dictionary)) * 72 / box.height
        return min(across, down) >= 72 && abs(across / down - 1) < 0.1
    }

    /// Whether the page's content sets the rendering mode of text to invisible, as scanners' own recognition does.
    private func hasInvisibleText(_ page: qpdf_oh) -> Bool {
        let contents = qpdf_oh_get_key(self.pdf, page, "/Contents")
        var streams = [contents]
        if qpdf_oh_is_array(self.pdf, contents) != 0 {
            let count = min(1000, qpdf_oh_get_array_n_items(self.pdf, contents))
            streams = (0..<max(0, count)).map { qpdf_oh_get_array_item(self.pdf, contents, $0) }
        }
        let sought = Array("3 Tr".utf8)
        for stream in streams where qpdf_oh_is_stream(self.pdf, stream) != 0 {
            // A page whose content cannot be read is none whose text is known to be invisible.
            guard let content = try? self.stream(stream, level: qpdf_dl_generalized, page: 0) else { return false }
            var from = 0
            while let at = content[from...].firstIndex(of: sought[0]) {
                if content[at...].starts(with: sought), at == 0 || content[at - 1] <= 0x20 { return true }
                from = at + 1
            }
        }
        return false
    }

    /// The page as it is shown, before it is turned. Unit: points.
    func box(of page: qpdf_oh) -> (width: Double, height: Double)? {
        let box = qpdf_oh_get_key(self.pdf, page, "/MediaBox")
        guard qpdf_oh_is_array(self.pdf, box) != 0, qpdf_oh_get_array_n_items(self.pdf, box) == 4 else { return nil }
        let sides = (0..<4).map { qpdf_oh_get_numeric_value(self.pdf, qpdf_oh_get_array_item(self.pdf, box, $0)) }
        let (width, height) = (abs(sides[2] - sides[0]), abs(sides[3] - sides[1]))
        guard !self.takeFailure(), width.isFinite, height.isFinite, width >= 1, height >= 1 else { return nil }
        return (width, height)
    }

    /// The page's image covers its media box: dots per inch follow from both widths.
    func resolution(of page: qpdf_oh, width: Int) -> Int {
        guard let box = self.box(of: page) else { return 0 }
        return Int(clampingToInt: (Double(width) * 72 / box.width).rounded())
    }

    /// How the page is turned when it is shown, clockwise: 0, 90, 180 or 270.
    func turn(of page: qpdf_oh) -> Int {
        let turn = self.integer("/Rotate", of: page) % 360
        return turn % 90 == 0 ? (turn + 360) % 360 : 0
    }
}
