/// What every page begins and ends with.
enum LayoutTemplates {
    static let head = """
        <!doctype html>
        <html lang="vi">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} – hoso</title>
        <link rel="stylesheet" href="/kieu.css">
        </head>
        <body>
        <a class="skip" href="#noi-dung">Đến nội dung chính</a>
        <header>
        <nav aria-label="Chính"><a class="brand" href="/">hoso</a> <a href="/">Hồ sơ</a> <a href="/ho-so-cong-viec">Hồ sơ công việc</a> <a href="/bao-cao">Báo cáo</a> <a href="/chu-ky-so">Chữ ký số</a></nav>
        </header>
        <main id="noi-dung" tabindex="-1">

        """

    static let foot = """
        </main>
        <footer><p>Hệ thống hồ sơ điện tử. Giờ hiển thị là giờ Việt Nam (UTC+7).</p></footer>
        </body>
        </html>

        """
}
