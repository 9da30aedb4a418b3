import PKI
import Testing

@Suite struct SignatureReportWordsTests {
    static let content = Array("Bản sao điện tử".utf8)
    let test: TestAuthority
    let validator: SignatureValidator

    init() throws {
        self.test = try TestAuthority()
        self.validator = SignatureValidator(trust: self.test.trust)
    }

    @Test func `R36 tells a valid signature in Vietnamese`() throws {
        let report = self.validator.judge(try self.test.officer.sign(Self.content), over: Self.content)

        let sentences = report.sentences(in: .vietnamese)

        #expect(sentences.first == "Chữ ký số hợp lệ.")
        #expect(sentences.contains("Người ký: Nguyễn Thị Hương."))
        #expect(sentences.contains("Tổ chức cấp chứng thư số: Hoso Development Issuing CA."))
        #expect(sentences.contains("Thời điểm ký do hệ thống ghi nhận: 2026-03-05T09:00:00+07:00."))
        #expect(sentences.contains("Tính toàn vẹn của tài liệu: đạt."))
        #expect(sentences.contains("Dấu thời gian: không có."))
        #expect(sentences.contains("Tình trạng thu hồi chứng thư số: chưa kiểm tra."))
    }

    @Test func `R36 tells a changed document in English and Vietnamese`() throws {
        let report = self.validator.judge(try self.test.officer.sign(Self.content), over: Self.content + [0])

        #expect(report.verdictSentence(in: .english) == "The signature is not valid: the document was changed after signing.")
        #expect(
            report.verdictSentence(in: .vietnamese) == "Chữ ký số không hợp lệ: nội dung tài liệu đã bị thay đổi sau khi ký.")
        #expect(report.sentences(in: .english).contains("Integrity of the document: failed."))
    }

    @Test(arguments: SubIndication.allCases, Language.allCases)
    func `has words of its own for every reason`(_ reason: SubIndication, _ language: Language) {
        #expect(!reason.words(in: language).isEmpty)
        #expect(SubIndication.allCases.filter { $0.words(in: language) == reason.words(in: language) } == [reason])
    }

    @Test func `tells about bytes that are no signature`() {
        let sentences = self.validator.judge([1, 2, 3], over: Self.content).sentences(in: .vietnamese)

        #expect(sentences.first == "Chữ ký số không hợp lệ: chữ ký không đúng định dạng.")
        #expect(sentences.contains("Không xác định được người ký."))
    }
}
