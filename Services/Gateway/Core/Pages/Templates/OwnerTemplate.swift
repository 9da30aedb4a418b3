/// `/kho/{ownerId}`: what is held of an owner, and who used it.
enum OwnerTemplate {
    static let text = """
        {{> head}}
        <h1>Kho dữ liệu của {{owner}}</h1>
        <h2>Giấy tờ đang lưu</h2>
        {{^hasHeld}}<p>Kho chưa có giấy tờ nào.</p>{{/hasHeld}}
        {{#hasHeld}}
        <div class="scroll" role="region" aria-label="Giấy tờ đang lưu" tabindex="0">
        <table>
        <caption>Giấy tờ đã nộp hoặc đã nhận, mới nhất trước</caption>
        <thead><tr><th scope="col">Giấy tờ</th><th scope="col">Hiệu lực</th><th scope="col">Mức độ tin cậy</th><th scope="col">Từ hồ sơ</th><th scope="col">Lưu lúc</th><th scope="col">Tái sử dụng được</th></tr></thead>
        <tbody>
        {{#held}}<tr><th scope="row">{{title}}</th><td>{{validity}}</td><td>{{trust}}</td><td>{{origin}}</td><td>{{stored}}</td><td>{{reusable}}</td></tr>
        {{/held}}
        </tbody>
        </table>
        </div>
        {{/hasHeld}}
        {{#nextHeld}}<p><a href="{{nextHeld}}">Giấy tờ tiếp theo</a></p>{{/nextHeld}}
        <h2>Ai đã dùng, khi nào, để làm gì</h2>
        {{^hasUses}}<p>Chưa có lần sử dụng nào.</p>{{/hasUses}}
        {{#hasUses}}
        <div class="scroll" role="region" aria-label="Các lần sử dụng" tabindex="0">
        <table>
        <caption>Các lần sử dụng, mới nhất trước</caption>
        <thead><tr><th scope="col">Giấy tờ</th><th scope="col">Sử dụng</th><th scope="col">Ai</th><th scope="col">Để làm gì</th><th scope="col">Khi nào</th></tr></thead>
        <tbody>
        {{#uses}}<tr><th scope="row">{{title}}</th><td>{{kind}}</td><td>{{who}}</td><td>{{why}}</td><td>{{when}}</td></tr>
        {{/uses}}
        </tbody>
        </table>
        </div>
        {{/hasUses}}
        {{#nextUses}}<p><a href="{{nextUses}}">Lần sử dụng tiếp theo</a></p>{{/nextUses}}
        {{> foot}}
        """
}
