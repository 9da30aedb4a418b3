/// `/ho-so/{code}`: the journey of a dossier.
enum DossierTemplate {
    static let text = """
        {{> head}}
        <h1>Hồ sơ {{code}}</h1>
        <p class="lead">{{procedure}}</p>
        <p><span class="badge">{{status}}</span></p>
        <dl class="facts">
        <dt>Người nộp</dt><dd>{{ownerName}} ({{ownerNumber}})</dd>
        <dt>Nơi nhận</dt><dd>{{agency}}</dd>
        <dt>Cơ quan giải quyết</dt><dd>{{competent}}</dd>
        <dt>Hình thức</dt><dd>{{channel}}</dd>
        <dt>Ngày mở</dt><dd>{{opened}}</dd>
        <dt>Tiếp nhận</dt><dd>{{accepted}}</dd>
        <dt>Hẹn trả</dt><dd>{{due}}</dd>
        </dl>
        {{#receipt}}<p><a href="{{receipt}}">Giấy tiếp nhận và hẹn trả (mẫu 01, PDF)</a></p>{{/receipt}}

        <h2>Thành phần hồ sơ</h2>
        {{#components}}
        <section class="card">
        <h3>{{code}} · {{name}}</h3>
        <p><strong>{{digitization}}</strong>{{#resultCode}} – mã kết quả số hóa <code>{{resultCode}}</code>{{/resultCode}}</p>
        <p class="small">{{kind}}</p>
        {{#papers}}
        <article class="paper">
        <h4>{{title}}</h4>
        <p>{{steps.summary}}{{#pages}} · {{pages}} trang{{/pages}}</p>
        {{#progress}}<p class="small">{{progress}}</p>{{/progress}}
        {{^steps.isOffTrack}}
        <ol class="steps" aria-label="Sáu bước số hóa">
        {{#steps.steps}}<li class="{{#isDone}}done{{/isDone}}{{^isDone}}todo{{/isDone}}">{{name}} <span class="mark">({{words}})</span></li>{{/steps.steps}}
        </ol>
        {{/steps.isOffTrack}}
        {{#findings}}<p class="warn">{{.}}</p>{{/findings}}
        {{#verdicts}}<details class="{{#isValid}}verdict{{/isValid}}{{^isValid}}verdict bad{{/isValid}}"{{^isValid}} open{{/isValid}}><summary><strong>{{title}}</strong> {{signer}}</summary><p class="small">{{words}}</p></details>{{/verdicts}}
        {{#files}}<p><a href="{{path}}">{{label}}</a></p>{{/files}}
        {{#fieldsPath}}<p><a href="{{fieldsPath}}">Đối chiếu dữ liệu bóc tách</a></p>{{/fieldsPath}}
        </article>
        {{/papers}}
        </section>
        {{/components}}
        {{#papersMissing}}<p class="warn">Tạm thời không đọc được tình trạng số hóa; hãy tải lại trang sau ít phút.</p>{{/papersMissing}}

        <h2>Hồ sơ công việc</h2>
        {{#record}}
        <section class="card">
        <h3>{{fileCode}}</h3>
        <p>{{title}}</p>
        <p><span class="badge">{{state}}</span> · {{documents}} tài liệu · thời hạn bảo quản: {{retention}}</p>
        {{#hasFiled}}
        <ol class="filed">{{#filed}}<li>{{#path}}<a href="{{path}}">{{title}}</a>{{/path}}{{^path}}{{title}}{{/path}}</li>{{/filed}}</ol>
        {{/hasFiled}}
        </section>
        {{/record}}
        {{#recordNote}}<p>{{recordNote}}</p>{{/recordNote}}

        <h2>Diễn biến</h2>
        <ol class="journey">
        {{#history}}<li><time datetime="{{machineTime}}">{{time}}</time> <strong>{{status}}</strong> – {{officer}}{{#note}}<br>{{note}}{{/note}}</li>{{/history}}
        </ol>
        {{#hasHandovers}}
        <h2 id="ban-giao">Bàn giao</h2>
        <div class="scroll" role="region" aria-labelledby="ban-giao" tabindex="0">
        <table>
        <caption>Các lần bàn giao (mẫu 06)</caption>
        <thead><tr><th scope="col">Thời điểm</th><th scope="col">Từ</th><th scope="col">Đến</th><th scope="col">Hạn</th><th scope="col">Đúng hạn</th></tr></thead>
        <tbody>
        {{#handovers}}<tr><td>{{time}}</td><td>{{from}}</td><td>{{to}}</td><td>{{due}}</td><td>{{onTime}}</td></tr>
        {{/handovers}}
        </tbody>
        </table>
        </div>
        {{/hasHandovers}}
        {{> foot}}
        """
}
