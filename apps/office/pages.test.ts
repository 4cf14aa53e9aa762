import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shapeOf } from '#kernel/office/fieldShape.ts';
import { mayOpen } from '#kernel/office/page.ts';
import { type Role, roles } from '#kernel/pure/policy.ts';
import { ledgerQuestions } from '#kernel/server/ledgerQuestions.ts';
import type { Question } from '#kernel/server/question.ts';
import { allQuestions } from '#programme/voices.ts';
import { entities } from './entities.ts';
import { kinds } from './kinds.ts';
import { allPages } from './pages.ts';
import { allPanels } from './panels.ts';
import { withoutForm } from './withoutForm.ts';
import { words } from './words.ts';

const questions = new Map<string, Question>(
  [...ledgerQuestions({} as never), ...allQuestions].map((question) => [question.name, question]),
);
const known = new Set(words.flatMap((set) => Object.keys(set.es)));
const as = (role: Role) => ({
  ask: (name: string) => questions.get(name)?.by.includes(role) ?? false,
  record: (kind: string) => kinds.get(kind)?.by.includes(role) ?? false,
});

test('pages and panels ask only questions that exist, and have words for their titles', () => {
  for (const { needs, title } of [...allPages, ...allPanels]) {
    expect(needs.filter((name) => !questions.has(name))).toEqual([]);
    expect(known.has(title), title).toBe(true);
  }
  for (const { records = [], path, under } of allPages) {
    expect(
      records.filter((kind) => !kinds.has(kind)),
      path,
    ).toEqual([]);
    if (under)
      expect(
        allPages.some((page) => page.path === under),
        path,
      ).toBe(true);
  }
  expect(new Set(allPages.map((page) => page.path)).size).toBe(allPages.length);
});

test('every column of every table has a heading, and every field of every fact its name', () => {
  const missing = [...questions.values()].flatMap(({ name, listing }) =>
    Object.entries(listing?.columns ?? {})
      .filter(([column, { type }]) => type !== 'id' && !known.has(`${name}.${column}`))
      .map(([column]) => `${name}.${column}`),
  );
  expect(missing).toEqual([]);
  expect([...kinds.keys()].filter((kind) => !known.has(kind))).toEqual([]);
});

const closed = new Set(['ledger', 'partners', 'people', 'training', 'visits', 'nursery', 'fund', 'indicators']);

test('every kind of fact has a place in the office: a form that can ask for each of its fields, or a page of its own', () => {
  expect(Object.keys(withoutForm).filter((kind) => !kinds.has(kind))).toEqual([]);
  const missing: string[] = [];
  const ask = (kind: string, fields: ReturnType<typeof shapeOf>): void => {
    for (const field of fields) {
      if (!known.has(`${kind}.${field.name}`)) missing.push(`${kind}.${field.name}: no name`);
      if (field.asks === 'parts' || field.asks === 'rows') ask(kind, field.fields);
      if ((field.asks === 'entity' || field.asks === 'entities') && !entities[field.entity])
        missing.push(`${kind}.${field.name}: nowhere to choose a ${field.entity}`);
    }
  };
  for (const kind of kinds.values()) {
    if (kind.kind in withoutForm || !closed.has(kind.capability)) continue;
    if (!known.has(`record.group.${kind.capability}`)) missing.push(kind.capability);
    ask(kind.kind, shapeOf(kind));
  }
  expect(missing).toEqual([]);
  for (const { of } of Object.values(entities)) expect(questions.get(of)?.listing, of).toBeDefined();
});

test('a donor finds results and nothing that names people', () => {
  const open = allPages.filter((page) => mayOpen(page, as('donor'))).map((page) => page.path);
  expect(open).toContain('/results');
  expect(open.filter((path) => !/^\/($|results|zones|shipments|lots|fund|nurser)/.test(path))).toEqual([]);
  const tables = allPages.filter((page) => mayOpen(page, as('donor'))).flatMap((page) => page.needs);
  const named = tables.filter(
    (name) => 'name' in (questions.get(name)?.listing?.columns ?? {}) && /people|fund|visits|training/.test(name),
  );
  expect(named).toEqual([]);
});

test('whoever works in the programme finds pages of her own, and only an administrator the rights of others', () => {
  for (const role of roles.filter((r) => r !== 'producer')) {
    const open = allPages.filter((page) => page.nav && mayOpen(page, as(role)));
    expect(open.length, role).toBeGreaterThan(0);
  }
  expect(as('technician').ask('partners.people')).toBe(false);
  expect(as('administrator').ask('partners.people')).toBe(true);
});

test('whatever a screen says by its key has words', () => {
  const missing = filesUnder('kernel/office', 'apps/office', ...folders('programme', 'office')).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bsay\('([^'$]+)'/g)]
      .map(([, key = '']) => key)
      .filter((key) => !known.has(key))
      .map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});

function filesUnder(...places: readonly string[]): readonly string[] {
  return places.flatMap((place) =>
    readdirSync(place)
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
      .map((name) => `${place}/${name}`),
  );
}

const folders = (under: string, name: string): readonly string[] =>
  readdirSync(under)
    .map((capability) => `${under}/${capability}/${name}`)
    .filter((path) => existsSync(path));
