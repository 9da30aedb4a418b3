/// The one stylesheet; plain, readable on a phone, without scripts.
enum Stylesheet {
    static let text = """
        :root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --ground: #ffffff; --card: #f6f8fa; --line: #d0d7de; --link: #0b4f9e; --accent: #0b4f9e; --good: #116329; --warn: #8a3b00; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --ground: #0d1117; --card: #161b22; --line: #3d444d; --link: #8cc2ff; --accent: #8cc2ff; --good: #7ee2a0; --warn: #ffb77a; } }
        * { box-sizing: border-box; }
        body { margin: 0; font: 1rem/1.6 "Noto Sans", "Inter", "Roboto", system-ui, sans-serif; color: var(--ink); background: var(--ground); overflow-wrap: break-word; }
        a { color: var(--link); }
        a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .skip { position: absolute; left: -999rem; } .skip:focus { position: static; display: block; padding: .5rem 1rem; }
        header { border-bottom: 1px solid var(--line); background: var(--card); }
        nav { max-width: 60rem; margin: 0 auto; padding: .5rem 1rem; display: flex; gap: 1.25rem; align-items: baseline; }
        nav a { padding: .25rem 0; } .brand { font-weight: 700; text-decoration: none; font-size: 1.2rem; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem; } main:focus { outline: none; }
        footer { max-width: 60rem; margin: 0 auto; padding: 1rem; color: var(--soft); border-top: 1px solid var(--line); font-size: .9rem; }
        h1 { font-size: 1.6rem; line-height: 1.5; margin: .5rem 0; } h2 { font-size: 1.25rem; line-height: 1.5; margin: 1.75rem 0 .5rem; } h3 { font-size: 1.05rem; line-height: 1.5; margin: 0 0 .25rem; } h4 { font-size: 1rem; margin: 0; }
        .lead { margin: 0 0 .5rem; } .small { color: var(--soft); font-size: .9rem; }
        .badge { display: inline-block; padding: .15rem .6rem; border: 1px solid var(--accent); border-radius: 1rem; color: var(--accent); font-weight: 600; }
        .card { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); padding: .75rem 1rem; margin: .75rem 0; } .card p { margin: .25rem 0; }
        .paper { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .5rem; }
        .warn { color: var(--warn); } .verdict { border-left: 4px solid var(--good); padding-left: .75rem; margin: .5rem 0; } .verdict.bad { border-color: var(--warn); } summary { cursor: pointer; }
        .facts { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .25rem 1rem; } .facts dt { color: var(--soft); } .facts dd { margin: 0; }
        .steps { list-style: none; padding: 0; margin: .5rem 0; display: flex; flex-wrap: wrap; gap: .35rem; }
        .steps li { border: 1px solid var(--line); border-radius: .35rem; padding: .15rem .5rem; font-size: .9rem; }
        .steps .done { border-color: var(--good); color: var(--good); font-weight: 600; } .steps .done::before { content: "✓ "; } .steps .todo { color: var(--soft); border-style: dashed; }
        .mark { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .journey li, .filed li { margin: .35rem 0; }
        .search { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; background: var(--card); } .row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; } label { display: block; font-weight: 600; }
        input, select, button { font: inherit; min-height: 2.75rem; padding: .35rem .75rem; border: 1px solid var(--soft); border-radius: .35rem; background: var(--ground); color: var(--ink); max-width: 100%; }
        button { background: var(--accent); color: var(--ground); border-color: var(--accent); font-weight: 600; cursor: pointer; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); padding: .25rem 0; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); } tbody th { font-weight: 600; } .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        code { font-size: .9em; overflow-wrap: anywhere; }
        @media (max-width: 40rem) { table { font-size: .9rem; } th, td { padding: .35rem .3rem; } .num { white-space: normal; } tbody th { min-width: 7.5rem; } }
        @media print { header, .search, .skip { display: none; } }

        """
}
