import Clocks
import DigitizationDomain
import Testing

@Suite struct ExtractionTests {
    /// Lines as an engine gives them; three blanks stand for a wide gap.
    static func lines(_ text: String) -> [PaperLine] {
        text.split(separator: "\n").enumerated().map { number, line in
            var left = 100
            var words: [PaperWord] = []
            for part in line.split(separator: " ", omittingEmptySubsequences: false) {
                if part.isEmpty { left += 100 } else {
                    words.append(
                        PaperWord(text: String(part), confidence: 92, left: left, top: number * 40, width: part.count * 15, height: 30))
                    left += part.count * 15 + 10
                }
            }
            return PaperLine(page: 1, words: words)
        }
    }

    static func values(_ rules: ExtractionRules, _ text: String) -> [String: String] {
        let fields = FieldExtractor(rules: rules, lines: lines(text)).proposals()
        return Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
    }

    static let birth = """
        ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        XÃ TÂN MỸ ĐÔNG   Độc lập - Tự do - Hạnh phúc
        Số: 949/TLKS-BS   Tân Mỹ Đông, ngày 14 tháng 01 năm 2026
        TRÍCH LỤC KHAI SINH
        Họ, chữ đệm, tên: TRẦN THÙY MẪN
        Ngày, tháng, năm sinh: 06/08/2024 jm.
        Ghỉ bằng chữ: Ngày sáu, tháng tám, năm hai nghìn không trăm hai mươi bốn
        Giới tính: Nữ Dân tộc: Kinh Quốc tịch: Việt Nam .
        Số định danh cá nhân: 097324861809 `
        Họ, chữ đệm, tên người mẹ: TẠ THÙY MẪN n
        Năm sinh: 1991 Dân tộc: Kinh... Quốc tịch: Việt Nam
        Họ, chữ đệm, tên người cha: TRẦN HỮU TOẠI
        Năm sinh: 1990..- Dân tộc: Kinh Quốc tịch: Việt Nam
        Số đăng ký: 124/2024 Ngày đăng ký: 24/08/2024.
        """

    @Test func `dots that lead to the edge of a form are no part of a value, and a full stop read for a comma is one`() {
        let values = Self.values(.marital, """
            Hà Khê. ngày 23 tháng 8 năm 2025
            Nghề nghiệp: ...làm ruộng.......44
            Tình trạng hôn nhân: chưa đăng ký kết hôn với ai.......44
            """)

        #expect(values["occupation"] == "làm ruộng")
        #expect(values["maritalStatus"] == "chưa đăng ký kết hôn với ai")
        #expect(values["issuedDate"] == "2025-08-23")
    }

    @Test func `the fields of a birth extract are found behind their labels`() {
        let values = Self.values(.birth, Self.birth)

        #expect(values["organName"] == "ỦY BAN NHÂN DÂN XÃ TÂN MỸ ĐÔNG")
        #expect(values["codeNumber"] == "949")
        #expect(values["codeNotation"] == "TLKS-BS")
        #expect(values["issuedDate"] == "2026-01-14")
        #expect(values["fullName"] == "TRẦN THÙY MẪN")
        #expect(values["birthDate"] == "2024-08-06")
        #expect(values["sex"] == "Nữ")
        #expect(values["nationality"] == "Việt Nam")
        #expect(values["personalId"] == "097324861809")
        #expect(values["motherName"] == "TẠ THÙY MẪN")
        #expect(values["motherBirthYear"] == "1991")
        #expect(values["fatherName"] == "TRẦN HỮU TOẠI")
        #expect(values["fatherBirthYear"] == "1990")
        #expect(values["registrationNumber"] == "124/2024")
        #expect(values["registrationDate"] == "2024-08-24")
    }

    @Test func `a date that differs from the date in words is proposed with low confidence`() throws {
        let same = FieldExtractor(rules: .birth, lines: Self.lines(Self.birth)).proposals()
        let other = FieldExtractor(
            rules: .birth, lines: Self.lines(Self.birth.replacing("06/08/2024", with: "08/08/2024"))
        ).proposals()

        #expect(try #require(same.first { $0.name == "birthDate" }).confidence > 80)
        #expect(try #require(other.first { $0.name == "birthDate" }).confidence <= 40)
    }

    @Test func `R30 a value goes on below only where the line above had no room`() {
        let values = Self.values(
            .business,
            """
            UBND XÃ TÂN MỸ ĐÔNG   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
            PHÒNG KINH TẾ   Độc lập - Tự do - Hạnh phúc
            Đăng ký thay đổi lần thứ 2, ngày 01 tháng 8 năm 2026
            2. Địa chỉ trụ sở hộ kinh doanh: số 49, thôn Trại Cau, xã Tân Mỹ Đông, tỉnh
            Hồng Sơn
            3. Ngành, nghề kinh doanh: Sửa chữa xe máy
            4. Vốn kinh doanh: 660.000.000 đồng
            Họ và tên: TẠ KIỀU THOA   Giới tính: Nữ
            Tân Mỹ Đông, ngày 02 tháng 9 năm 2026
            """)

        #expect(values["organName"] == "PHÒNG KINH TẾ")
        #expect(values["businessAddress"] == "số 49, thôn Trại Cau, xã Tân Mỹ Đông, tỉnh Hồng Sơn")
        #expect(values["businessLine"] == "Sửa chữa xe máy")
        #expect(values["capital"] == "660.000.000")
        #expect(values["issuedDate"] == "2026-09-02")
    }

    @Test func `R30 a heading in capitals, a name or a form of address is no label and no value`() {
        let land = Self.values(
            .land,
            """
            Ông NGUYỄN BÁ THUẬT, sinh ngày 27/05/1991, CCCD số 097091393830
            Và vợ: bà MAI THÙY MẪN, sinh ngày 27/02/1993, CCCD số 097193251555
            Diện tích   284,1m2.
            Số phát hành: QX 535144   Hồng Sơn, ngày 26 tháng 9 năm 2026
            Số vào sổ cấp Giấy chứng nhận:
            CN 09710
            """)
        let marital = Self.values(.marital, "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN\nTình trạng hôn nhân: chưa kết hôn")
        let minutes = Self.values(.minutes, "Bên giao: Bà Mai Thị Nhạn, công chức tiếp nhận")

        #expect(land["fullName"] == "NGUYỄN BÁ THUẬT")
        #expect(land["spouseName"] == "MAI THÙY MẪN")
        #expect(land["personalId"] == "097091393830")
        #expect(land["spousePersonalId"] == "097193251555")
        #expect(land["spouseBirthDate"] == "1993-02-27")
        #expect(land["area"] == "284,1")
        #expect(land["certificateNumber"] == "QX 535144")
        #expect(land["registrationNumber"] == "CN 09710")
        #expect(land["issuedDate"] == "2026-09-26")
        #expect(marital["maritalStatus"] == "chưa kết hôn")
        #expect(minutes["delivererName"] == "Mai Thị Nhạn")
    }

    @Test func `a subject that wraps is read as a whole`() {
        let text = """
            UBND TỈNH HỒNG SƠN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
            SỞ NỘI VỤ   Độc lập - Tự do - Hạnh phúc
            Số: 520/QĐ-SNV   Hồng Sơn, ngày 24 tháng 5 năm 2026
            QUYẾT ĐỊNH
            Về việc thành lập Tổ hỗ trợ người dân nộp hồ sơ tại Trung
            tâm Phục vụ hành chính công
            GIÁM ĐỐC SỞ NỘI VỤ
            """
        let values = Self.values(.decision, text)

        #expect(values["organName"] == "SỞ NỘI VỤ")
        #expect(values["issuedDate"] == "2026-05-24")
        #expect(values["subject"] == "Về việc thành lập Tổ hỗ trợ người dân nộp hồ sơ tại Trung tâm Phục vụ hành chính công")
    }

    @Test func `a proposal tells where it stands`() throws {
        let fields = FieldExtractor(rules: .birth, lines: Self.lines(Self.birth)).proposals()
        let field = try #require(fields.first { $0.name == "personalId" })

        #expect(field.page == 1)
        #expect(field.box?.top == 320)
        #expect(field.box?.width == 180)
    }

    @Test(arguments: ["", "|", ":::", "Họ, chữ đệm, tên", "Số:", "Số: /", "Ngày, tháng, năm sinh: 99/99/9999", "ngày", "Số định danh cá nhân: 12"])
    func `a paper without values gives no proposals`(text: String) {
        for rules in ExtractionRules.standard {
            #expect(FieldExtractor(rules: rules, lines: Self.lines(text)).proposals() == [])
        }
    }

    @Test(arguments: [
        ("ngày 05 tháng 3 năm 2026", "2026-03-05"), ("cấp 23/07/2025.", "2025-07-23"), ("sinh 5-3-1990,", "1990-03-05"),
        ("|27/10/2021", "2021-10-27"), ("31/02/2020", nil), ("ngày 5 tháng 3", nil), ("1/2/3", nil), ("số 2015", nil),
    ])
    func `dates in figures`(text: String, expected: String?) {
        let words = text.split(separator: " ").map(String.init)
        #expect(VietnameseDates.first(in: words)?.iso8601 == expected)
    }

    @Test(arguments: [
        ("Ngày sáu, tháng tám, năm hai nghìn không trăm hai mươi bốn", "2024-08-06"),
        ("ngày năm tháng năm năm hai nghìn không trăm lẻ năm", "2005-05-05"),
        ("Ngày mười lăm, tháng mười một, năm một nghìn chín trăm chín mươi mốt", "1991-11-15"),
        ("ngày hai mươi mốt tháng mười hai năm hai nghìn không trăm hai mươi", "2020-12-21"),
        ("ngày ba mươi tháng hai năm hai nghìn", nil), ("ngày tháng năm", nil), ("ngày x tháng y năm z", nil), ("", nil),
    ])
    func `dates in words`(text: String, expected: String?) {
        let words = text.split(separator: " ").map(String.init)
        #expect(VietnameseDates.inWords(words)?.iso8601 == expected)
    }
}
