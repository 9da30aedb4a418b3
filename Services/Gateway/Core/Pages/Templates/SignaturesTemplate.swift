/// `/chu-ky-so`: who can sign, what waits for a signature, what signed documents lack.
enum SignaturesTemplate {
    static let text = """
        {{> head}}
        <h1>Chữ ký số</h1>
        <form class="search" action="/chu-ky-so" method="get" role="search">
        <label for="co-quan">Cơ quan, như ghi trong chứng thư số</label>
        <div class="row"><input id="co-quan" name="co-quan" type="text" autocomplete="off" size="40" value="{{organization}}">
        <button type="submit">Xem</button></div>
        </form>
        {{#isFiltered}}<p><a href="/chu-ky-so">Xem tất cả cơ quan</a></p>{{/isFiltered}}
        <p>{{usable}} trong {{total}} chứng thư số dùng được{{#hasMoreCertificates}}, danh sách còn nữa{{/hasMoreCertificates}}.
        {{waitingCount}} văn bản đang chờ ký. {{owedCount}} văn bản đã ký còn thiếu dữ liệu.</p>

        <h2 id="cho-ky">Văn bản chờ ký</h2>
        {{^waiting}}<p>Không có văn bản nào chờ ký.</p>{{/waiting}}
        {{#hasWaiting}}
        <div class="scroll" role="region" aria-labelledby="cho-ky" tabindex="0">
        <table>
        <caption>{{waitingCount}} văn bản, chờ lâu nhất trước{{#hasMoreWaiting}}; còn nữa{{/hasMoreWaiting}}</caption>
        <thead><tr><th scope="col">Hồ sơ, văn bản</th><th scope="col">Hình thức ký</th><th scope="col">Người ký</th><th scope="col">Chờ từ</th><th scope="col" class="num">Số ngày</th><th scope="col">Lý do chưa ký</th></tr></thead>
        <tbody>
        {{#waiting}}
        <tr><th scope="row">{{#path}}<a href="/ho-so/{{path}}">{{key}}</a>{{/path}}{{^path}}{{key}}{{/path}}</th><td>{{profile}}</td><td>{{officer}}</td><td>{{since}}</td><td class="num">{{days}}</td><td>{{reason}}</td></tr>
        {{/waiting}}
        </tbody>
        </table>
        </div>
        {{/hasWaiting}}

        <h2 id="con-thieu">Văn bản đã ký còn thiếu dữ liệu</h2>
        <p>Chữ ký đã hợp lệ. Hệ thống tự lấy bổ sung dấu thời gian và thông tin thu hồi khi nơi cấp trả lời.</p>
        {{^owed}}<p>Không có văn bản nào còn thiếu.</p>{{/owed}}
        {{#hasOwed}}
        <div class="scroll" role="region" aria-labelledby="con-thieu" tabindex="0">
        <table>
        <caption>{{owedCount}} văn bản, thiếu lâu nhất trước{{#hasMoreOwed}}; còn nữa{{/hasMoreOwed}}</caption>
        <thead><tr><th scope="col">Hồ sơ</th><th scope="col">Người ký</th><th scope="col">Mức đã đạt</th><th scope="col">Mức cần đạt</th><th scope="col">Còn thiếu</th><th scope="col">Từ</th><th scope="col" class="num">Số lần thử</th><th scope="col">Thử lại</th></tr></thead>
        <tbody>
        {{#owed}}
        <tr><th scope="row">{{key}}</th><td>{{officer}}</td><td>{{reached}}</td><td>{{wanted}}</td><td>{{reason}}</td><td>{{since}}</td><td class="num">{{tries}}</td><td>{{due}}</td></tr>
        {{/owed}}
        </tbody>
        </table>
        </div>
        {{/hasOwed}}

        <h2 id="chung-thu-so">Chứng thư số theo cơ quan</h2>
        {{^hasAgencies}}<p>Chưa đăng ký chứng thư số nào.</p>{{/hasAgencies}}
        {{#agencies}}
        <h3 id="co-quan-{{number}}">{{name}}</h3>
        <div class="scroll" role="region" aria-labelledby="co-quan-{{number}}" tabindex="0">
        <table>
        <caption>{{usable}} trong {{total}} chứng thư số dùng được</caption>
        <thead><tr><th scope="col">Mã</th><th scope="col">Tên</th><th scope="col">Loại</th><th scope="col">Tình trạng</th><th scope="col">Hết hạn</th><th scope="col">Thu hồi</th><th scope="col">Hỏi lúc</th><th scope="col">Hình thức ký</th><th scope="col">Ký gần nhất</th></tr></thead>
        <tbody>
        {{#certificates}}
        <tr><th scope="row">{{holder}}</th><td>{{name}}</td><td>{{purpose}}</td><td>{{state}}</td><td>{{end}}</td><td>{{revocation}}</td><td>{{checked}}</td><td>{{profiles}}</td><td>{{last}}</td></tr>
        {{/certificates}}
        </tbody>
        </table>
        </div>
        {{/agencies}}
        {{> foot}}
        """
}
