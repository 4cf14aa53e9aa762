import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '#tools/sources.ts';

/** A small house with these files, and the import rules that they break, as `path: rule`. */
async function broken(files: Readonly<Record<string, string>>): Promise<string[]> {
  const house = mkdtempSync(join(tmpdir(), 'minka-arrows-'));
  onTestFinished(() => rmSync(house, { recursive: true, force: true }));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  };
  mkdirSync(join(house, 'programme'));
  for (const path of ['.dependency-cruiser.cjs', 'package.json', 'programme/order.ts'])
    copyFileSync(join(root, path), join(house, path));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries(files)) put(path, text);
  const script = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0] as string))];
  const json = await new Promise<string>((resolve) => {
    execFile(process.execPath, [script, '--output-type', 'json', ...folders], { cwd: house }, (_error, out) =>
      resolve(out),
    );
  });
  const answer = JSON.parse(json) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return [...new Set(answer.summary.violations.map((v) => `${v.from}: ${v.rule.name}`))].sort();
}

const neighbours = {
  'kernel/pure/fact.ts': 'export const fact = 1;',
  'programme/people/facts.ts': "import { fact } from '#kernel/pure/fact.ts';\nexport const Person = fact;",
  'programme/people/queries.ts':
    "import { sql } from 'kysely';\nexport type Row = { id: string };\nexport const people = sql;",
  'programme/people/project.ts': 'export const landed = 1;',
  'programme/fund/facts.ts': 'export const Credit = 1;',
};

test('a house in order breaks no rule', async () => {
  const fine = {
    ...neighbours,
    'programme/fund/project.ts':
      "import { Person } from '#programme/people/facts.ts';\nimport { people } from '#programme/people/queries.ts';\nexport const used = [Person, people];",
    'programme/fund/office/Fund.tsx':
      "import type { Row } from '#programme/people/queries.ts';\nexport const Fund = (row: Row) => row.id;",
  };
  expect(await broken(fine)).toEqual([]);
});

const use = (name: string, from: string) => `import { ${name} } from '${from}';\nexport const used = ${name};\n`;
const person = use('Person', '#programme/people/facts.ts');
const people = use('people', '#programme/people/queries.ts');

test('every wrong arrow is named', async () => {
  const wrong: readonly (readonly [path: string, text: string, rule: string])[] = [
    ['programme/people/rules.ts', use('Credit', '#programme/fund/facts.ts'), 'upstream-people'],
    ['kernel/server/http.ts', person, 'kernel-knows-no-cocoa'],
    ['programme/fund/posts.ts', use('landed', '#programme/people/project.ts'), 'neighbours-through-the-front-door'],
    ['programme/fund/office/Fund.tsx', people, 'screens-take-only-types'],
    ['programme/fund/rules.ts', use('readFileSync', 'node:fs'), 'pure-stays-pure'],
    ['programme/fund/words.ts', use('sql', 'kysely'), 'pure-stays-pure'],
    ['kernel/phone/camera.ts', use('readFileSync', 'node:fs'), 'screens-run-in-a-browser'],
    ['programme/fund/documents.ts', use('gone', '#programme/people/gone.ts'), 'resolvable'],
    ['apps/office/main.tsx', use('main', '#apps/phone/main.tsx'), 'apps-do-not-meet'],
    ['apps/phone/main.tsx', use('Button', '@mantine/core').replace('used', 'main'), 'phone-and-office-apart'],
    ['kernel/pure/a.ts', use('used', './b.ts').replace('const used', 'const a'), 'no-cycles'],
  ];
  const files = Object.fromEntries(wrong.map(([path, text]) => [path, text]));
  const back = { 'kernel/pure/b.ts': use('a', './a.ts') };
  expect(await broken({ ...neighbours, ...files, ...back })).toEqual(
    wrong.map(([path, , rule]) => `${path}: ${rule}`).sort(),
  );
});
