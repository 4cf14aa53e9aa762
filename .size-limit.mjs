import { existsSync, readFileSync } from 'node:fs';

/** What a browser must load before the first screen: whatever the page's own index.html names. */
function firstLoad(app) {
  const page = `dist/${app}/index.html`;
  if (!existsSync(page)) return [page];
  const named = [...readFileSync(page, 'utf8').matchAll(/(?:src|href)="[^"]*?(assets\/[^"]+\.(?:js|css))"/g)];
  return [...new Set(named.map((match) => `dist/${app}/${match[1]}`))];
}

/** Whatever stands behind the door before the first screen there is seen: the door, the home screen and all they import. */
function homeLoad() {
  const file = 'dist/phone/.vite/manifest.json';
  if (!existsSync(file)) return [file];
  const chunks = JSON.parse(readFileSync(file, 'utf8'));
  const found = new Set();
  const take = (name) => {
    const { file: script, imports = [] } = chunks[name];
    if (found.has(`dist/phone/${script}`)) return;
    found.add(`dist/phone/${script}`);
    for (const one of imports) take(one);
  };
  for (const name of ['index.html', 'Work.tsx']) take(name);
  return [...found];
}

export default [
  { name: 'phone, first load', path: firstLoad('phone'), limit: '60 kB', gzip: true },
  { name: 'phone, home', path: homeLoad(), limit: '120 kB', gzip: true },
  // The words of every capability in both languages are 90 kB of it: desks in the office have a line.
  { name: 'office, first load', path: firstLoad('office'), limit: '370 kB', gzip: true },
];
