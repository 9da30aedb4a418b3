/// `/bao-cao`: the figures of a month.
enum ReportTemplate {
    static let text = """
        {{> head}}
        <h1>Báo cáo tháng {{monthShown}}</h1>
        <form class="search" action="/bao-cao" method="get">
        <div class="row">
        <div><label for="thang">Tháng</label><select id="thang" name="thang">
        {{#months}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/months}}
        </select></div>
        <div><label for="co-quan">Cơ quan</label><select id="co-quan" name="co-quan">
        {{#agencies}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/agencies}}
        </select></div>
        <button type="submit">Xem</button>
        </div>
        </form>
        {{^hasFigures}}<p>Chưa có số liệu cho tháng này.</p>{{/hasFigures}}
        {{#hasFigures}}
        <div class="scroll" role="region" aria-label="Bảng chỉ tiêu" tabindex="0">
        <table>
        <caption>Chỉ tiêu tháng {{monthShown}}, {{agencyShown}}</caption>
        <thead><tr><th scope="col">Chỉ tiêu</th><th scope="col" class="num">Tử số</th><th scope="col" class="num">Mẫu số</th><th scope="col" class="num">Tỷ lệ</th><th scope="col" class="num">Định nghĩa</th></tr></thead>
        <tbody>
        {{#figures}}
        <tr><th scope="row">{{title}}</th>
        <td class="num"><a href="{{numeratorPath}}" aria-label="{{numerator}}, xem danh sách tử số của: {{title}}">{{numerator}}</a></td>
        <td class="num">{{#denominator}}<a href="{{denominatorPath}}" aria-label="{{denominator}}, xem danh sách mẫu số của: {{title}}">{{denominator}}</a>{{/denominator}}{{^denominator}}–{{/denominator}}</td>
        <td class="num">{{ratio}}</td><td class="num">bản {{version}}</td></tr>
        {{/figures}}
        </tbody>
        </table>
        </div>
        <p class="small">Tính lúc {{computed}}. Bấm vào từng số để xem danh sách hồ sơ đã được đếm.</p>
        {{/hasFigures}}
        {{#hasDesks}}
        <h2 id="quay">Điều kiện số hóa của từng quầy</h2>
        <div class="scroll" role="region" aria-labelledby="quay" tabindex="0">
        <table>
        <caption>Máy quét, phần mềm, người làm, {{agencyShown}}</caption>
        <thead><tr><th scope="col">Cơ quan</th><th scope="col">Quầy</th><th scope="col" class="num">Máy quét</th><th scope="col">Phần mềm</th><th scope="col">Người</th><th scope="col">Tình trạng</th></tr></thead>
        <tbody>
        {{#desks}}<tr><td>{{agency}}</td><td>{{desk}}</td><td class="num">{{scanners}}</td><td>{{software}}</td><td>{{people}}</td><td>{{lacks}}</td></tr>
        {{/desks}}
        </tbody>
        </table>
        </div>
        {{/hasDesks}}
        {{> foot}}
        """
}
