export const STYLES = `
:root { color-scheme: light dark; --line: #8c959f66; --soft: #8c959f1f; --link: #0550ae; --good: #116329; --bad: #a40e26; --added: #2da44e26; --removed: #cf222e26; }
@media (prefers-color-scheme: dark) { :root { --link: #79c0ff; --good: #7ee787; --bad: #ffa198; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
header, main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: 1rem; border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; margin: 0; padding: 0; }
a { color: var(--link); }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; }
h3 { font-size: 1rem; overflow-wrap: anywhere; }
code, pre { font: 14px/1.5 ui-monospace, monospace; }
pre { overflow-x: auto; padding: 0.75rem; background: var(--soft); border: 1px solid var(--line); border-radius: 6px; }
pre.text { white-space: pre-wrap; overflow-wrap: anywhere; }
ul.list { list-style: none; padding: 0; border: 1px solid var(--line); border-radius: 6px; }
ul.list > li { padding: 0.5rem 0.75rem; overflow-wrap: anywhere; }
ul.list > li + li { border-top: 1px solid var(--line); }
.muted { opacity: 0.85; }
.state { border: 1px solid currentcolor; border-radius: 1rem; padding: 0 0.6rem; font-weight: 600; }
.good { color: var(--good); }
.bad { color: var(--bad); }
ins, del { display: block; text-decoration: none; }
ins { background: var(--added); }
del { background: var(--removed); }
button { font: inherit; font-weight: 600; padding: 0.4rem 1rem; border: 1px solid transparent; border-radius: 6px; background: #1a7f37; color: #fff; cursor: pointer; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;
