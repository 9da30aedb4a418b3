/// The page of a failure.
enum ProblemTemplate {
    static let text = """
        {{> head}}
        <h1>{{title}}</h1>
        <p>{{message}}</p>
        <ul>{{#details}}<li>{{.}}</li>{{/details}}</ul>
        <p><a href="/">Về trang đầu</a></p>
        <p class="small">Mã yêu cầu để báo người vận hành: <code>{{requestID}}</code></p>
        {{> foot}}
        """
}
