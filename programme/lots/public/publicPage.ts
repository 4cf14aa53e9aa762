import { colours } from '#kernel/kit/tokens.ts';
import type { Language } from '#kernel/pure/words.ts';
import { type Html, html } from '#kernel/server/html.ts';

/** A whole page of ours that needs neither script nor anything from elsewhere: it is there with its first bytes. */
export function publicPage(of: { language: Language; title: string; body: Html }): string {
  const { language, title, body } = of;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${{ html: style }}</style>
</head>
<body>${body}</body>
</html>
`;
  return page.html;
}

const c = colours;
const style = `
*{box-sizing:border-box}
body{margin:0;background:${c.paper};color:${c.ink};font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:720px;margin:0 auto;padding:0 20px 48px}
header{background:${c.leaf};color:#fff;padding:36px 20px 64px;margin-bottom:-36px}
header>div{max-width:680px;margin:0 auto;padding:0 20px}
header p{margin:0;color:#e4efe4}
.kicker{letter-spacing:.08em;text-transform:uppercase;font-size:13px;font-weight:600}
h1{font-size:34px;line-height:1.15;margin:6px 0 10px;overflow-wrap:anywhere}
h2{font-size:20px;margin:0 0 12px;color:${c.cocoa}}
section{background:${c.surface};border:1px solid ${c.line};border-radius:16px;padding:20px;margin:0 0 16px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:16px;margin:0}
.figures dt{font-size:14px;color:${c.inkSoft}}
.figures dd{margin:0;font-size:24px;font-weight:700;color:${c.cocoa}}
.figures .small{font-size:18px}
svg{display:block;width:100%;height:auto;max-height:480px;background:${c.sunken};border-radius:10px}
svg .around{fill:#fffdf9;stroke:${c.line};stroke-width:.8}
svg .origin{fill:${c.leaf};stroke:#fffdf9;stroke-width:1.2}
svg text{font-size:15px;font-weight:600;text-anchor:middle;fill:${c.ink};paint-order:stroke;stroke:#fffdf9;stroke-width:4px}
svg .country rect{fill:#fffdf9cc}
svg .country path{fill:#fffdf9;stroke:${c.inkSoft};stroke-width:.6}
svg .country circle{fill:#b4621a;stroke:#fff;stroke-width:1.5}
.shares{list-style:none;margin:16px 0 0;padding:0}
.shares li{margin:0 0 10px}
.bar{height:8px;border-radius:4px;background:${c.sunken};overflow:hidden}
.bar i{display:block;height:100%;background:${c.leaf}}
.row{display:flex;justify-content:space-between;gap:12px}
.row b{white-space:nowrap}
ol.steps{list-style:none;margin:0;padding:0 0 0 22px;border-left:3px solid ${c.leafSoft}}
ol.steps li{position:relative;margin:0 0 16px}
ol.steps li::before{content:"";position:absolute;left:-31px;top:6px;width:14px;height:14px;border-radius:50%;background:${c.leaf};border:3px solid ${c.surface}}
ol.steps b{display:block}
.quiet{color:${c.inkSoft};font-size:15px}
.claims{list-style:none;margin:0;padding:0}
.claims li{padding:8px 0 8px 30px;position:relative}
.claims li::before{content:"✓";position:absolute;left:0;color:${c.leaf};font-weight:700;font-size:20px}
.claims li.not::before{content:"–";color:${c.amberText}}
a{color:${c.leafText};font-weight:600}
header a{color:#fff}
nav{display:flex;flex-wrap:wrap;gap:12px}
nav a{display:inline-block;padding:14px 18px;min-height:48px;border:1px solid ${c.leaf};border-radius:10px;text-decoration:none}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:15px}
th,td{text-align:left;padding:8px 10px;border-bottom:1px solid ${c.line};white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
@media(prefers-color-scheme:dark){main a{color:${c.leafText}}}
@media print{header{background:none;color:#000}}
`;
