import type { Answer } from '../message.ts';
import { Html, html } from './html.ts';

const type = ['Content-Type', 'text/html; charset=UTF-8'];

/** One small card in the middle of the screen: every page of the store that a person sees. */
export function page(title: string, main: Html, status = 200, headers: readonly string[] = []): Answer {
  const document = html`<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${stylesheet}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
  return { status, headers: [...headers, ...type], body: new TextEncoder().encode(document.markup) };
}

const stylesheet = new Html(`
:root{color-scheme:light dark;--ground:#f3f2f7;--card:#fff;--ink:#1d1b26;--soft:#565166;--line:#8b8699;--accent:#5b3fa8;--accent-ink:#fff;--hover:#48308a;--wash:#efeaf9;--bad:#9b1c1c;--bad-wash:#fdecec}
@media (prefers-color-scheme:dark){:root{--ground:#15131c;--card:#211e2b;--ink:#efedf5;--soft:#b9b4c8;--line:#77718a;--accent:#c3b1f5;--accent-ink:#1c1433;--hover:#d8ccfa;--wash:#2f2942;--bad:#ffb3b3;--bad-wash:#3f1f24}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;padding:1.25rem;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:34rem}
.card{background:var(--card);border-radius:14px;padding:clamp(1.25rem,5vw,2.25rem);box-shadow:0 1px 2px rgb(0 0 0/.08),0 8px 28px rgb(0 0 0/.09);overflow-wrap:anywhere}
h1{margin:0 0 1rem;font-size:clamp(1.3rem,4.5vw,1.65rem);line-height:1.25;letter-spacing:-.01em}
h2{margin:1.5rem 0 .5rem;font-size:1.05rem}
p{margin:0 0 1rem}
.card>:last-child,.card>form:last-child>:last-child{margin-bottom:0}
.message{font-size:1.1rem;margin:0}
a{color:var(--accent);text-underline-offset:.15em}
a:hover{color:var(--hover)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
ul.rights{list-style:none;margin:0 0 1.25rem;padding:.9rem 1.1rem;background:var(--wash);border-radius:10px}
ul.rights li{padding:.3rem 0 .3rem 1.6rem;position:relative}
ul.rights li::before{content:"";position:absolute;left:.2rem;top:.72rem;width:.7rem;height:.38rem;border:solid var(--accent);border-width:0 0 2.5px 2.5px;transform:rotate(-45deg)}
.who{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline;justify-content:space-between;border-top:1px solid color-mix(in srgb,var(--line) 35%,transparent);padding-top:1rem;color:var(--soft)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem}
.button,button{flex:1 1 9rem;display:inline-block;text-align:center;padding:.7rem 1.2rem;border:1.5px solid var(--line);border-radius:9px;background:transparent;color:var(--ink);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.button:hover,button:hover{background:var(--wash);color:var(--ink)}
.button-primary,button.button-primary{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}
.button-primary:hover,button.button-primary:hover{background:var(--hover);border-color:var(--hover);color:var(--accent-ink)}
label{display:block;font-weight:600;margin-bottom:.3rem}
label.inline{display:flex;gap:.5rem;align-items:center;font-weight:400}
.required{color:var(--bad)}
input[type=text],input[type=password]{width:100%;padding:.65rem .75rem;border:1.5px solid var(--line);border-radius:9px;background:var(--card);color:var(--ink);font:inherit}
input[type=checkbox]{width:1.1rem;height:1.1rem;accent-color:var(--accent)}
.notice,ul.woocommerce-error{list-style:none;margin:0 0 1.25rem;padding:.85rem 1rem;border-radius:9px;background:var(--wash);border-left:4px solid var(--accent)}
.notice p:last-child{margin:0}
.notice.error,ul.woocommerce-error{background:var(--bad-wash);border-color:var(--bad)}
.screen-reader-text{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`);
