import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { impossible, type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { personTable } from '#programme/people/tables.ts';
import { plotTable } from '#programme/plots/tables.ts';
import { committeeLandings } from './committeeLandings.ts';
import {
  CertificateIssued,
  CertificateStopped,
  ConflictDeclared,
  MemberApplied,
  MemberLeft,
  PlotEntered,
  SchemeAdopted,
} from './facts.ts';
import { inspectionLandings } from './inspectionLandings.ts';
import { listLandings } from './listLandings.ts';
import { readyOn } from './rules.ts';
import { certificateTable, conflictTable, enteredTable, listedTable, memberTable, schemeTable } from './tables.ts';

const schemeAdopted = on(SchemeAdopted, {
  apply: (f, rows) =>
    rows.add(schemeTable, {
      programme: f.programme,
      id: f.id,
      code: f.body.code,
      kind: f.body.kind,
      name: f.body.name,
      edition: f.body.edition,
      criteria: f.body.criteria,
      rules: f.body.rules,
      void: false,
      on_day: f.body.from,
    }),
});

const certificateIssued = on(CertificateIssued, {
  apply: (f, rows) => {
    const scheme = rows.need(schemeTable, f.body.scheme);
    rows.add(certificateTable, {
      programme: f.programme,
      id: f.id,
      scheme: scheme.id,
      scheme_code: scheme.code,
      kind: scheme.kind,
      number: f.body.number,
      holder: f.body.holder,
      body: f.body.body,
      harvest: f.body.harvest,
      valid_from: f.body.validFrom,
      valid_until: f.body.validUntil,
      tolerance: scheme.rules.tolerancePpm,
      state: 'valid',
      state_on: f.body.on,
      version: 0,
      list: null,
      void: false,
      on_day: f.body.on,
    });
  },
});

const certificateStopped = on(CertificateStopped, {
  apply: (f, rows) =>
    rows.change(certificateTable, f.body.certificate, {
      state: f.body.state === 'restored' ? 'valid' : f.body.state,
      state_on: f.body.on,
    }),
});

const memberApplied = on(MemberApplied, {
  needs: (f) => [rowOf(personTable, f.body.person), rowsWhere(memberTable, 'person', f.body.person)],
  flags: (f, rows) => {
    const { code } = rows.need(schemeTable, f.body.scheme);
    const others = rows
      .where(memberTable, 'person', kept(rows, f.body.person))
      .filter((m) => !m.void && m.scheme_code === code && m.state !== 'withdrawn' && m.id !== f.corrects);
    const flags: Refusal[] = [];
    if (others.some((m) => m.organisation === f.body.group))
      flags.push(refuse('certification.member-twice', {}, 'person'));
    // A member may belong to one group of a scheme only (Reg. 2021/279).
    if (others.some((m) => m.organisation !== f.body.group) || f.body.onlyGroup === false)
      flags.push(refuse('certification.two-groups', {}, 'group'));
    return flags;
  },
  apply: (f, rows) =>
    rows.add(memberTable, {
      programme: f.programme,
      id: f.id,
      person: kept(rows, f.body.person),
      zone: zoneOf(f),
      scheme: f.body.scheme,
      scheme_code: rows.need(schemeTable, f.body.scheme).code,
      organisation: f.body.group,
      state: 'applied',
      state_on: f.body.on,
      state_by: f.id,
      holding_m2: f.body.holdingM2 ?? null,
      turnover: f.body.turnover ?? null,
      only_group: f.body.onlyGroup ?? null,
      void: false,
      on_day: f.body.on,
    }),
  undo: (f, rows) => rows.change(memberTable, f.id, { void: true }),
});

const plotEntered = on(PlotEntered, {
  needs: (f) => [rowOf(memberTable, f.body.membership), rowOf(plotTable, f.body.plot)],
  flags: (f, rows) => {
    const member = rows.need(memberTable, f.body.membership);
    const owner = rows.need(plotTable, f.body.plot).person;
    return kept(rows, owner) === kept(rows, member.person) ? [] : [refuse('certification.plot-of-another', {}, 'plot')];
  },
  apply: (f, rows) => {
    const { scheme } = rows.need(memberTable, f.body.membership);
    rows.add(enteredTable, {
      programme: f.programme,
      membership: f.body.membership,
      plot: f.body.plot,
      last_forbidden: f.body.lastForbidden ?? null,
      ready_on: readyOn(f.body, rows.need(schemeTable, scheme).rules.conversionMonths),
      fact: f.id,
      void: false,
    });
  },
  undo: (f, rows) => rows.change(enteredTable, [f.body.membership, f.body.plot], { void: true }),
});

const memberLeft = on(MemberLeft, {
  needs: (f) => [rowOf(memberTable, f.body.membership)],
  apply: (f, rows) => {
    const member = rows.need(memberTable, f.body.membership);
    rows.change(memberTable, member.id, { state: 'withdrawn', state_on: f.body.on, state_by: f.id });
    stopListed(rows, member, f.body.on);
  },
});

const conflictDeclared = on(ConflictDeclared, {
  apply: (f, rows) =>
    rows.add(conflictTable, {
      programme: f.programme,
      id: f.id,
      staff: f.body.staff,
      person: kept(rows, f.body.person),
      tie: f.body.tie,
      void: false,
      on_day: f.body.on,
    }),
  undo: (f, rows) => rows.change(conflictTable, f.id, { void: true }),
});

export const certificationLandings: readonly Landing[] = [
  schemeAdopted,
  certificateIssued,
  certificateStopped,
  memberApplied,
  plotEntered,
  memberLeft,
  conflictDeclared,
  ...inspectionLandings,
  ...committeeLandings,
  ...listLandings,
];

function zoneOf(f: Landed): string {
  return f.scope ?? impossible(`${f.kind} ${f.id} belongs to no zone`);
}

/** The record that a person is kept under. */
function kept(rows: Rows, person: string): string {
  return rows.need(personTable, person).same_as ?? person;
}

/** From a day on she stands on no list any more. */
function stopListed(rows: Rows, member: { readonly id: string; readonly person: string }, day: string): void {
  for (const listed of rows.where(listedTable, 'person', member.person)) {
    if (listed.membership === member.id && listed.stopped_on === null)
      rows.change(listedTable, [listed.certificate, listed.person], { stopped_on: day });
  }
}
