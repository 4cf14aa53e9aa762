import { readFileSync } from 'node:fs';
import type { ActorOf, Capability } from '#kernel/ledger/landing.ts';
import { type Registry, registry } from '#kernel/ledger/registry.ts';
import { certificationFacts } from './certification/facts.ts';
import { certificationAccounts, certificationPostings } from './certification/posts.ts';
import { certificationLandings } from './certification/project.ts';
import { certificationTables } from './certification/tables.ts';
import { fundAccounts } from './fund/accounts.ts';
import { fundFacts } from './fund/facts.ts';
import { fundPostings } from './fund/posts.ts';
import { fundLandings } from './fund/project.ts';
import { fundTables } from './fund/tables.ts';
import { indicatorsFacts } from './indicators/facts.ts';
import { indicatorsLandings } from './indicators/project.ts';
import { indicatorsTables } from './indicators/tables.ts';
import { lotsFacts } from './lots/facts.ts';
import { lotsAccounts, lotsPostings } from './lots/posts.ts';
import { lotsLandings } from './lots/project.ts';
import { lotsTables } from './lots/tables.ts';
import { nurseryFacts } from './nursery/facts.ts';
import { nurseryAccounts, nurseryPostings } from './nursery/posts.ts';
import { nurseryLandings } from './nursery/project.ts';
import { nurseryTables } from './nursery/tables.ts';
import type { Capability as Name } from './order.ts';
import { actorOf } from './partners/actors.ts';
import { partnersFacts } from './partners/facts.ts';
import { partnersLandings } from './partners/project.ts';
import { partnersTables } from './partners/tables.ts';
import { erasedBy } from './people/erasure.ts';
import { peopleFacts } from './people/facts.ts';
import { passbookActor } from './people/passbookActor.ts';
import { peopleLandings } from './people/project.ts';
import { peopleTables } from './people/tables.ts';
import { plotsFacts } from './plots/facts.ts';
import { plotsLandings } from './plots/project.ts';
import { screeningFacts } from './plots/screeningFacts.ts';
import { screeningLandings } from './plots/screeningLandings.ts';
import { screeningTables } from './plots/screeningTables.ts';
import { plotsTables } from './plots/tables.ts';
import { purchasingFacts } from './purchasing/facts.ts';
import { purchasingAccounts, purchasingPostings } from './purchasing/posts.ts';
import { purchasingLandings } from './purchasing/project.ts';
import { purchasingTables } from './purchasing/tables.ts';
import { trainingFacts } from './training/facts.ts';
import { trainingLandings } from './training/project.ts';
import { trainingTables } from './training/tables.ts';
import { stubsErasedBy } from './training/walkInLandings.ts';
import { visitsFacts } from './visits/facts.ts';
import { visitsLandings } from './visits/project.ts';
import { visitsTables } from './visits/tables.ts';

type Parts = Partial<Omit<Capability, 'name' | 'tablesSql'>>;

function capability(name: Name, parts: Parts): Capability {
  const tablesSql = readFileSync(new URL(`./${name}/tables.sql`, import.meta.url), 'utf8');
  return { version: 1, facts: [], tables: [], landings: [], postings: [], accounts: [], ...parts, name, tablesSql };
}

/** Every capability with what it hands to the ledger, upstream first (see order.ts). */
export const capabilities: readonly Capability[] = [
  capability('partners', { facts: partnersFacts, tables: partnersTables, landings: partnersLandings }),
  capability('people', { version: 6, facts: peopleFacts, tables: peopleTables, landings: peopleLandings }),
  capability('plots', {
    version: 5,
    facts: [...plotsFacts, ...screeningFacts],
    tables: [...plotsTables, ...screeningTables],
    landings: [...plotsLandings, ...screeningLandings],
  }),
  capability('training', { version: 2, facts: trainingFacts, tables: trainingTables, landings: trainingLandings }),
  capability('visits', { version: 2, facts: visitsFacts, tables: visitsTables, landings: visitsLandings }),
  capability('certification', {
    version: 2,
    facts: certificationFacts,
    tables: certificationTables,
    landings: certificationLandings,
    postings: certificationPostings,
    accounts: certificationAccounts,
  }),
  capability('nursery', {
    version: 2,
    facts: nurseryFacts,
    tables: nurseryTables,
    landings: nurseryLandings,
    postings: nurseryPostings,
    accounts: nurseryAccounts,
  }),
  capability('fund', {
    version: 4,
    facts: fundFacts,
    tables: fundTables,
    landings: fundLandings,
    postings: fundPostings,
    accounts: fundAccounts,
  }),
  capability('purchasing', {
    version: 6,
    facts: purchasingFacts,
    tables: purchasingTables,
    landings: purchasingLandings,
    postings: purchasingPostings,
    accounts: purchasingAccounts,
  }),
  capability('lots', {
    version: 5,
    facts: lotsFacts,
    tables: lotsTables,
    landings: lotsLandings,
    postings: lotsPostings,
    accounts: lotsAccounts,
  }),
  capability('indicators', {
    version: 2,
    facts: indicatorsFacts,
    tables: indicatorsTables,
    landings: indicatorsLandings,
  }),
];

/** Who works in the programme, and producers with their passbook. */
const actors: ActorOf = (rows, programme, author) =>
  actorOf(rows, programme, author) ?? passbookActor(rows, programme, author);

/** The programme as the ledger sees it. Throws at start when a declaration contradicts another. */
export function programmeRegistry(): Registry {
  return registry(capabilities, actors, {
    kind: erasedBy.kind,
    people: (f, rows) => [...erasedBy.people(f, rows), ...stubsErasedBy(f, rows)],
  });
}
