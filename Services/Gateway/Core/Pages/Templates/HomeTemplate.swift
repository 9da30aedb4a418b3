/// `/`: the latest dossiers.
enum HomeTemplate {
    static let text = """
        {{> head}}
        <h1>Hồ sơ thủ tục hành chính</h1>
        <form class="search" action="/tra-cuu" method="get" role="search">
        <label for="ma">Mã hồ sơ</label>
        <div class="row"><input id="ma" name="ma" type="text" autocomplete="off" inputmode="text" size="24">
        <button type="submit">Tra cứu</button></div>
        </form>
        <p><a href="/bao-cao">Báo cáo số hóa và lập hồ sơ</a></p>
        <h2 id="moi-nhat">Mới nhất</h2>
        {{^dossiers}}<p>Chưa có hồ sơ nào.</p>{{/dossiers}}
        {{#hasDossiers}}
        <div class="scroll" role="region" aria-labelledby="moi-nhat" tabindex="0">
        <table>
        <caption>{{count}} hồ sơ mới nhất, mới trước</caption>
        <thead><tr><th scope="col">Mã hồ sơ</th><th scope="col">Thủ tục</th><th scope="col">Số định danh</th><th scope="col">Trạng thái</th><th scope="col">Nơi nhận</th><th scope="col">Hẹn trả</th></tr></thead>
        <tbody>
        {{#dossiers}}
        <tr><th scope="row"><a href="/ho-so/{{path}}">{{code}}</a></th><td>{{procedure}}</td><td>{{owner}}</td><td>{{status}}</td><td>{{agency}}</td><td>{{due}}</td></tr>
        {{/dossiers}}
        </tbody>
        </table>
        </div>
        {{/hasDossiers}}
        {{#next}}<p><a href="/?sau={{next}}">Các hồ sơ trước đó</a></p>{{/next}}
        {{> foot}}
        """
}
