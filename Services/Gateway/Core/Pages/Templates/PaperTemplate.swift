/// `/giay-to/{id}`: what was read on a paper.
enum PaperTemplate {
    static let text = """
        {{> head}}
        <h1>{{title}}</h1>
        <p><span class="badge">{{state}}</span></p>
        <p>Thuộc hồ sơ <a href="{{dossierPath}}">{{dossierCode}}</a></p>
        {{#files}}<p><a href="{{path}}">{{label}}</a></p>{{/files}}
        {{#note}}<p>{{note}}</p>{{/note}}
        {{#hasFields}}
        {{#hasSuggestions}}<p class="warn">Có giá trị gần giống tên đã biết. Hãy nhìn bản quét rồi chọn; hệ thống không tự thay.</p>{{/hasSuggestions}}
        <div class="scroll" role="region" aria-label="Bảng dữ liệu bóc tách" tabindex="0">
        <table>
        <caption>{{caption}}</caption>
        <thead><tr><th scope="col">Trường</th><th scope="col">Giá trị</th><th scope="col" class="num">Độ tin cậy</th><th scope="col" class="num">Trang</th>{{#hasSuggestions}}<th scope="col">Có thể là</th>{{/hasSuggestions}}</tr></thead>
        <tbody>
        {{#fields}}
        <tr><th scope="row">{{name}}</th><td>{{value}}</td><td class="num">{{confidence}}</td><td class="num">{{page}}</td>{{#hasSuggestions}}<td>{{#suggestion}}{{suggestion}}{{/suggestion}}{{^suggestion}}–{{/suggestion}}</td>{{/hasSuggestions}}</tr>
        {{/fields}}
        </tbody>
        </table>
        </div>
        {{/hasFields}}
        {{> foot}}
        """
}
