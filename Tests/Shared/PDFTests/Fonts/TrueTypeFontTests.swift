import Foundation
import PDF
import Testing

@Suite struct TrueTypeFontTests {
    static let path = "\(TrueTypeFont.liberationDirectory)/LiberationSans-Regular.ttf"

    @Test func `has every Vietnamese letter`() throws {
        let font = try TrueTypeFont(contentsOf: Self.path)

        #expect(font.name == "LiberationSans")
        #expect(font.covers("aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"))
        #expect(font.covers("AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ"))
        #expect(!font.covers("漢"))
        #expect(try font.width(of: "A") == 1366.0 / 2048)
    }

    @Test func `a font that is missing, cut off or no TrueType font is refused`() throws {
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Self.path)))

        #expect(throws: PDFError(code: .badFont, message: "")) { try TrueTypeFont(contentsOf: "/nowhere.ttf") }
        #expect(throws: PDFError(code: .badFont, message: "")) { try TrueTypeFont(bytes: []) }
        #expect(throws: PDFError(code: .badFont, message: "")) { try TrueTypeFont(bytes: Array("OTTO".utf8) + bytes.dropFirst(4)) }
        for length in [12, 100, 300, 5_000, bytes.count / 2, bytes.count - 1] {
            #expect(throws: PDFError(code: .badFont, message: "")) { try TrueTypeFont(bytes: Array(bytes.prefix(length))) }
        }
    }

    @Test func `any changed byte of the tables ends in a font or an error`() throws {
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "/usr/share/tesseract-ocr/5/tessdata/pdf.ttf")))

        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 0xFF
            do throws(PDFError) {
                _ = try TrueTypeFont(bytes: changed).width(of: " ")
            } catch {
                #expect(error.code == .badFont || error.code == .badText)
            }
        }
    }
}
