/// `/bao-cao/{figure}/{side}`: what is counted.
enum EvidenceTemplate {
    static let text = """
        {{> head}}
        <h1>{{title}}</h1>
        <p>{{side}}, tháng {{monthShown}}, {{agencyShown}}</p>
        <p><a href="{{back}}">Trở lại báo cáo</a></p>
        {{^hasItems}}<p>Không có mục nào được đếm.</p>{{/hasItems}}
        {{#hasItems}}
        <div class="scroll" role="region" aria-label="Danh sách" tabindex="0">
        <table>
        <caption>Các mục được đếm, theo thứ tự mã</caption>
        <thead><tr><th scope="col">Mã</th><th scope="col">Sự kiện làm căn cứ</th></tr></thead>
        <tbody>
        {{#items}}<tr><th scope="row">{{#path}}<a href="{{path}}">{{code}}</a>{{/path}}{{^path}}{{code}}{{/path}}</th><td><code>{{event}}</code></td></tr>
        {{/items}}
        </tbody>
        </table>
        </div>
        {{/hasItems}}
        {{#next}}<p><a href="{{next}}">Tiếp theo</a></p>{{/next}}
        {{> foot}}
        """
}
