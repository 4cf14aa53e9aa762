import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { volumeAccount } from './accounts.ts';
import { ListIssued, SampleDrawn } from './facts.ts';
import { estimatedGrams, sampleSize } from './rules.ts';
import { certificateTable, listedTable, listTable, memberTable, sampleTable, schemeTable } from './tables.ts';

type Issued = Landed<BodyOf<typeof ListIssued>>;

/** Everything a list asks for, so that six hundred members load at once. */
function needsOf(f: Issued): Need[] {
  const { certificate, members } = f.body;
  return [
    rowsWhere(listedTable, 'certificate', certificate),
    ...members.flatMap(({ membership, person }) => [
      rowOf(memberTable, membership),
      { balance: volumeAccount(certificate, person) },
    ]),
  ];
}

function whyNotIssue(f: Issued, rows: Rows): Refusal[] {
  const certificate = rows.need(certificateTable, f.body.certificate);
  const { yieldKgHa } = rows.need(schemeTable, certificate.scheme).rules;
  const lines = f.body.members.map((line) => ({ ...line, member: rows.need(memberTable, line.membership) }));
  const out: Refusal[] = [];
  const tell = (code: string, of: readonly unknown[]) => {
    if (of.length > 0) out.push(refuse(`certification.${code}`, { n: of.length }, 'body.members'));
  };
  if (certificate.state === 'withdrawn') out.push(refuse('certification.withdrawn', {}, 'body.certificate'));
  tell(
    'list-of-another',
    lines.filter(({ member, person }) => member.person !== person),
  );
  tell(
    'list-other-scheme',
    lines.filter(({ member }) => member.scheme_code !== certificate.scheme_code),
  );
  tell(
    'list-other-group',
    lines.filter(({ member }) => member.organisation !== certificate.holder),
  );
  tell(
    'list-not-approved',
    lines.filter(({ member }) => member.void || member.state !== 'approved'),
  );
  tell(
    'list-does-not-compute',
    lines.filter((line) => line.estimated > estimatedGrams(line.m2, line.kgHa)),
  );
  tell(
    'list-over-plausible',
    lines.filter((line) => line.kgHa > yieldKgHa.most),
  );
  const people = lines.map(({ person }) => person);
  tell(
    'list-person-twice',
    people.filter((person, i) => people.indexOf(person) !== i),
  );
  return out;
}

const listIssued = on(ListIssued, {
  needs: needsOf,
  flags: whyNotIssue,
  apply: (f, rows) => {
    const { certificate, members } = f.body;
    const version = rows.need(certificateTable, certificate).version + 1;
    const grams = members.reduce((sum, line) => sum + line.estimated, 0);
    const before = new Map(rows.where(listedTable, 'certificate', certificate).map((row) => [row.person, row]));
    rows.add(listTable, {
      programme: f.programme,
      id: f.id,
      certificate,
      version,
      members: members.length,
      grams,
      on_day: f.body.on,
    });
    rows.change(certificateTable, certificate, { version, list: f.id });
    for (const line of members) {
      const had = before.get(line.person);
      before.delete(line.person);
      rows.add(listedTable, {
        programme: f.programme,
        certificate,
        person: line.person,
        membership: line.membership,
        zone: rows.need(memberTable, line.membership).zone,
        estimated: line.estimated,
        m2: line.m2,
        kg_ha: line.kgHa,
        from_day: had && had.stopped_on === null ? had.from_day : f.body.on,
        stopped_on: null,
        list: f.id,
        version,
      });
    }
    // Whoever is not on the new list stands on none; what she had delivered stays in the book.
    for (const gone of before.values())
      if (gone.stopped_on === null) rows.change(listedTable, [certificate, gone.person], { stopped_on: f.body.on });
  },
});

const sampleDrawn = on(SampleDrawn, {
  flags: (f, rows) => {
    const certificate = rows.need(certificateTable, f.body.certificate);
    const { sample } = rows.need(schemeTable, certificate.scheme).rules;
    const { members, population } = f.body;
    const size = sampleSize(population, sample);
    if (new Set(members).size !== members.length) return [refuse('certification.sample-twice', {}, 'body.members')];
    return members.length < size
      ? [refuse('certification.sample-too-small', { n: members.length, size }, 'body.members')]
      : [];
  },
  apply: (f, rows) =>
    rows.add(sampleTable, {
      programme: f.programme,
      id: f.id,
      certificate: f.body.certificate,
      purpose: f.body.purpose,
      seed: f.body.seed,
      population: f.body.population,
      members: f.body.members,
      void: false,
      on_day: f.body.on,
    }),
  undo: (f, rows) => rows.change(sampleTable, f.id, { void: true }),
});

export const listLandings: readonly Landing[] = [listIssued, sampleDrawn];
