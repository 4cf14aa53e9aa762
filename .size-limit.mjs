import { existsSync, readFileSync } from 'node:fs';

/** What a browser must load before the first screen: whatever the page's own index.html names. */
function firstLoad(app) {
  const page = `dist/${app}/index.html`;
  if (!existsSync(page)) return [page];
  const named = [...readFileSync(page, 'utf8').matchAll(/(?:src|href)="[^"]*?(assets\/[^"]+\.(?:js|css))"/g)];
  return [...new Set(named.map((match) => `dist/${app}/${match[1]}`))];
}

export default [
  { name: 'phone, first load', path: firstLoad('phone'), limit: '120 kB', gzip: true },
  { name: 'office, first load', path: firstLoad('office'), limit: '350 kB', gzip: true },
];
