/// A page as a reader sees it: turned by `/Rotate`, its origin in the lower left corner. Unit: points.
struct ShownPage {
    let box: PDFRectangle
    let rotation: Int

    init(_ page: PDFPage) {
        self.box = page.visibleBox
        self.rotation = page.rotation
    }

    var width: Double { self.rotation % 180 == 0 ? self.box.width : self.box.height }
    var height: Double { self.rotation % 180 == 0 ? self.box.height : self.box.width }

    /// Where a shown rectangle lies in the page's own coordinates.
    func placed(_ shown: PDFRectangle) -> PDFRectangle {
        let x = shown.left, y = self.height - shown.top
        let width = shown.width, height = shown.height
        // x to the right and y downwards from the shown top left corner; `/Rotate` turns clockwise.
        return switch self.rotation {
        case 90: PDFRectangle(self.box.left + y, self.box.bottom + x, self.box.left + y + height, self.box.bottom + x + width)
        case 180: PDFRectangle(self.box.right - x - width, self.box.bottom + y, self.box.right - x, self.box.bottom + y + height)
        case 270: PDFRectangle(self.box.right - y - height, self.box.top - x - width, self.box.right - y, self.box.top - x)
        default: PDFRectangle(self.box.left + x, self.box.top - y - height, self.box.left + x + width, self.box.top - y)
        }
    }

    /// Where a rectangle of the page's own coordinates is shown.
    func shown(_ placed: PDFRectangle) -> PDFRectangle {
        let sideways = self.rotation % 180 != 0
        let width = sideways ? placed.height : placed.width, height = sideways ? placed.width : placed.height
        let (x, y) = switch self.rotation {
        case 90: (placed.bottom - self.box.bottom, placed.left - self.box.left)
        case 180: (self.box.right - placed.right, placed.bottom - self.box.bottom)
        case 270: (self.box.top - placed.top, self.box.right - placed.right)
        default: (placed.left - self.box.left, self.box.top - placed.top)
        }
        return PDFRectangle(x, self.height - y - height, x + width, self.height - y)
    }

    /// The matrix that turns a form of this size upright on the page as it is shown.
    func matrix(_ width: Double, _ height: Double) -> [Double] {
        switch self.rotation {
        case 90: [0, 1, -1, 0, height, 0]
        case 180: [-1, 0, 0, -1, width, height]
        case 270: [0, -1, 1, 0, 0, width]
        default: [1, 0, 0, 1, 0, 0]
        }
    }

    /// Whether a shown rectangle is wholly on the page.
    func contains(_ shown: PDFRectangle) -> Bool {
        shown.left >= -0.01 && shown.bottom >= -0.01 && shown.right <= self.width + 0.01 && shown.top <= self.height + 0.01
    }
}
