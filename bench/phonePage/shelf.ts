/** A document as the compared stores keep it. */
export interface ComparedDocument {
  readonly scope: string;
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A store of the comparison, as its page offers it to the bench. */
export interface Shelf {
  /** Keeps the documents page by page, as they come from the server; ms without the opening. */
  readonly keep: (pages: readonly (readonly ComparedDocument[])[]) => Promise<number>;
  /** Opens it and reads every producer; ms with the opening. */
  readonly list: (kind: string) => Promise<{ readonly ms: number; readonly rows: number }>;
}

/** The shipped phone without its screens, as its page offers it to the bench. */
export interface BareBench {
  readonly shelf: Shelf;
  /** Ms of every saving of a form, on a shelf that holds the whole history. */
  readonly saves: (times: number) => Promise<number[]>;
  /** Records a day's 60 facts on the shelf of whoever is signed in, and hands them in. */
  readonly day: (session: PhoneIdentity) => Promise<string>;
}

/** Who is signed in, as the server answers `GET /api/session`. */
export interface PhoneIdentity {
  readonly programme: { readonly id: string };
  readonly staff: { readonly id: string };
}

export const listedKind = 'people.person';

/** The ten thousand documents of 500 producers with a year of history, always the same, in pages of a contact. */
export function comparedPages(): ComparedDocument[][] {
  return Array.from({ length: 10 }, (_, page) => Array.from({ length: 1000 }, (_, i) => documentOf(page * 1000 + i)));
}

const uuid = (n: number) => `0190a7c4-${String(n % 9973).padStart(4, '0')}-7${String(n).padStart(19, '0').slice(-15)}`;

function documentOf(n: number): ComparedDocument {
  const of = { scope: uuid(900_000 + (n % 3)), id: uuid(n), version: n + 1 };
  const person = uuid((n % 500) * 20);
  // Every twentieth is a producer: spread, as the feed has them by the time at which they changed.
  if (n % 20 > 0) return { ...of, kind: n % 2 ? 'visits.visit' : 'purchasing.customer', body: historyOf(n, person) };
  const body = {
    givenNames: `Yolanda ${n}`,
    familyNames: 'Shuan Capcha',
    documentType: 'DNI',
    documentNumber: String(40_000_000 + n * 7),
    phone: '964512378',
    sex: n % 3 ? 'M' : 'F',
    birthYear: 1950 + (n % 50),
    zone: of.scope,
    district: '120601',
    community: 'Alto Kivinaki',
    household: uuid(n + 1),
    head: true,
    consented: ['programme', 'photos', 'buyers'],
    on: '2025-03-04',
    mark: 'a1b2c3d4',
  };
  return { ...of, kind: listedKind, body };
}

const historyOf = (n: number, person: string) => ({
  person,
  plot: uuid(n + 40_000),
  purpose: 'adoption',
  minutes: 20 + (n % 90),
  adoption: ['pruning', 'shade', 'harvest', 'fertilising'].map((practice, i) => ({ practice, score: (n + i) % 4 })),
  advice: [{ practice: 'pruning', due: '2026-02-01' }],
  lon: -74.5 - (n % 100) / 1000,
  lat: -11.2 - (n % 70) / 1000,
  accuracyM: 4 + (n % 9),
  nextOn: '2026-03-01',
  on: '2026-01-15',
});
