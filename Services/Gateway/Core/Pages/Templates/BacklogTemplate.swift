/// `/ho-so-cong-viec`: records that are not complete, and because of what.
enum BacklogTemplate {
    static let text = """
        {{> head}}
        <h1>{{title}}</h1>
        <p class="lead">{{agencyShown}}: <strong>{{incomplete}}</strong> hồ sơ chưa hoàn chỉnh. {{forecast}}</p>
        <p class="small">{{pace}}. Hồ sơ thuộc phạm vi bí mật nhà nước chỉ được đếm, không có nội dung trong hệ thống.</p>
        <h2>Theo cấp, so với chỉ tiêu</h2>
        <div class="scroll" role="region" aria-label="Theo cấp" tabindex="0">
        <table>
        <thead><tr><th scope="col">Cấp</th><th scope="col" class="num">Đã lập</th><th scope="col" class="num">Hoàn chỉnh</th><th scope="col" class="num">Tỷ lệ</th><th scope="col" class="num">Chỉ tiêu</th><th scope="col" class="num">Đã nộp lưu</th><th scope="col" class="num">Loại trừ</th><th scope="col" class="num">Việc quá hạn</th></tr></thead>
        <tbody>
        {{#levels}}<tr><th scope="row">{{name}}</th><td class="num">{{created}}</td><td class="num">{{complete}}</td><td class="num">{{ratio}}</td><td class="num">{{target}}</td><td class="num">{{transferred}}</td><td class="num">{{excluded}}</td><td class="num">{{overdue}}</td></tr>
        {{/levels}}
        </tbody>
        </table>
        </div>
        <h2>Theo cơ quan</h2>
        <div class="scroll" role="region" aria-label="Theo cơ quan" tabindex="0">
        <table>
        <thead><tr><th scope="col">Cơ quan</th><th scope="col" class="num">Đã lập</th><th scope="col" class="num">Hoàn chỉnh</th><th scope="col" class="num">Tỷ lệ</th><th scope="col" class="num">Chỉ tiêu</th><th scope="col" class="num">Đã nộp lưu</th><th scope="col" class="num">Loại trừ</th><th scope="col" class="num">Việc quá hạn</th></tr></thead>
        <tbody>
        {{#agencies}}<tr><th scope="row"><a href="{{path}}">{{name}}</a></th><td class="num">{{created}}</td><td class="num">{{complete}}</td><td class="num">{{ratio}}</td><td class="num">{{target}}</td><td class="num">{{transferred}}</td><td class="num">{{excluded}}</td><td class="num">{{overdue}}</td></tr>
        {{/agencies}}
        </tbody>
        </table>
        </div>
        <h2>Vì sao</h2>
        <div class="scroll" role="region" aria-label="Vì sao" tabindex="0">
        <table>
        <thead><tr><th scope="col">Lý do</th><th scope="col" class="num">Việc</th><th scope="col" class="num">Quá hạn</th><th scope="col" class="num">Hồ sơ</th></tr></thead>
        <tbody>
        {{#kinds}}<tr><th scope="row">{{name}}</th><td class="num">{{tasks}}</td><td class="num">{{overdue}}</td><td class="num">{{records}}</td></tr>
        {{/kinds}}
        </tbody>
        </table>
        </div>
        <h2>Việc của ai</h2>
        <div class="scroll" role="region" aria-label="Việc của ai" tabindex="0">
        <table>
        <thead><tr><th scope="col">Người, đơn vị</th><th scope="col" class="num">Việc</th><th scope="col" class="num">Quá hạn</th><th scope="col" class="num">Hồ sơ</th></tr></thead>
        <tbody>
        {{#people}}<tr><th scope="row">{{#path}}<a href="{{path}}">{{name}}</a>{{/path}}{{^path}}{{name}}{{/path}}</th><td class="num">{{tasks}}</td><td class="num">{{overdue}}</td><td class="num">{{records}}</td></tr>
        {{/people}}
        </tbody>
        </table>
        </div>
        <h2>Hồ sơ chưa hoàn chỉnh vì …</h2>
        {{^hasTasks}}<p>Không còn việc nào.</p>{{/hasTasks}}
        {{#hasTasks}}
        <div class="scroll" role="region" aria-label="Chưa hoàn chỉnh vì" tabindex="0">
        <table>
        <thead><tr><th scope="col">Hồ sơ</th><th scope="col">Chưa hoàn chỉnh vì</th><th scope="col">Người khắc phục</th><th scope="col">Hạn</th></tr></thead>
        <tbody>
        {{#tasks}}<tr><th scope="row">{{record}}<br><span class="small">{{fileCode}}</span></th><td>{{sentence}}</td><td>{{person}}</td><td class="num">{{due}}{{#isLate}} <strong>quá hạn</strong>{{/isLate}}</td></tr>
        {{/tasks}}
        </tbody>
        </table>
        </div>
        {{/hasTasks}}
        {{#next}}<p><a href="{{next}}">Tiếp theo</a></p>{{/next}}
        {{> foot}}
        """
}
