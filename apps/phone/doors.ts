import type { ComponentType } from 'react';
import type { IconName } from '#kernel/phone/Icon.tsx';
import type { PhoneSession } from '#kernel/phone/session.ts';
import type { Role } from '#kernel/pure/policy.ts';
import { InspectionsCount } from '#programme/certification/phone/InspectionsCount.tsx';
import { InspectorPanel } from '#programme/certification/phone/InspectorPanel.tsx';
import { LotsCount } from '#programme/lots/phone/LotsCount.tsx';
import { BenchCount, NurseryPanel } from '#programme/nursery/phone/NurseryPanel.tsx';
import { PeopleCount } from '#programme/people/phone/PeopleCount.tsx';
import type { PersonDoor } from '#programme/people/phone/PersonPage.tsx';
import { BoughtCount, CashCountTile } from '#programme/purchasing/phone/BuyerCounts.tsx';
import { BuyerPanel } from '#programme/purchasing/phone/BuyerPanel.tsx';
import { PromoterPanel } from '#programme/training/phone/PromoterPanel.tsx';
import { TrainingsCount } from '#programme/training/phone/TrainingsCount.tsx';
import { VisitsPanel } from '#programme/visits/phone/VisitsPanel.tsx';

/** One door of the home screen. Who sees it is who may do what lies behind it; the server asks again. */
export interface Door {
  readonly href: string;
  readonly icon: IconName;
  readonly word: string;
  readonly roles: readonly Role[];
  /** The figure on the tile; an arrow when there is none. */
  readonly Count?: ComponentType;
}

const field: readonly Role[] = ['technician', 'promoter'];

/** The doors in the order in which a day needs them. The first that a role may open is also its main action. */
export const doors: readonly Door[] = [
  { href: '/people/new', icon: 'person', word: 'people.phone.register', roles: field },
  { href: '/trainings/new', icon: 'add', word: 'training.phone.hold', roles: field },
  { href: '/people', icon: 'people', word: 'people.phone.mine', roles: field, Count: PeopleCount },
  { href: '/trainings', icon: 'training', word: 'training.phone.this-month', roles: field, Count: TrainingsCount },
  { href: '/buy', icon: 'scale', word: 'purchasing.phone.buy', roles: ['buyer'] },
  { href: '/purchases', icon: 'scale', word: 'purchasing.phone.bought-today', roles: ['buyer'], Count: BoughtCount },
  { href: '/cash', icon: 'cash', word: 'purchasing.phone.cash', roles: ['buyer'], Count: CashCountTile },
  { href: '/seedlings/sell', icon: 'cash', word: 'purchasing.sell.title', roles: ['nursery-operator'] },
  { href: '/bench', icon: 'people', word: 'nursery.phone.bench', roles: ['nursery-operator'], Count: BenchCount },
  { href: '/seedlings', icon: 'card', word: 'purchasing.sell.sold', roles: ['nursery-operator'] },
  {
    href: '/inspections',
    icon: 'check',
    word: 'certification.phone.inspections',
    roles: ['inspector'],
    Count: InspectionsCount,
  },
  { href: '/lots/batches', icon: 'clock', word: 'lots.phone.batches', roles: ['buyer'] },
  { href: '/lots', icon: 'tray', word: 'lots.phone.store', roles: ['warehouse'], Count: LotsCount },
];

/** Forms that keep a draft, by the draft's name: “continue where I was”. */
export const draftDoors: Readonly<Record<string, { href: string; word: string }>> = {
  'people.register': { href: '/people/new', word: 'people.phone.register' },
  'plots.map': { href: '/plots/new', word: 'plots.phone.map' },
  'visits.visit': { href: '/visits/new', word: 'visits.phone.visit' },
  'certification.inspect': { href: '/inspections/open', word: 'certification.phone.inspection' },
  'training.plan': { href: '/trainings/plan', word: 'training.phone.plan' },
  'training.hold': { href: '/trainings/new', word: 'training.phone.hold' },
  'lots.start': { href: '/lots/batches/new', word: 'lots.phone.batches' },
  'lots.count': { href: '/lots/count', word: 'lots.phone.store' },
  'purchasing.sell': { href: '/seedlings/sell', word: 'purchasing.sell.title' },
  'purchasing.buy': { href: '/buy', word: 'purchasing.phone.buy' },
  'purchasing.cash-in': { href: '/cash/in', word: 'purchasing.phone.cash-in' },
  'purchasing.cash-out': { href: '/cash/out', word: 'purchasing.phone.cash-out' },
  'purchasing.count-opening': { href: '/cash/open', word: 'purchasing.phone.open-day' },
  'purchasing.count-close': { href: '/cash/close', word: 'purchasing.phone.close-day' },
};

/** What a role sees first on its home screen, above the doors: today's visits, today's price. */
export const homePanels: readonly { readonly roles: readonly Role[]; readonly Panel: ComponentType }[] = [
  { roles: ['promoter'], Panel: PromoterPanel },
  { roles: field, Panel: VisitsPanel },
  { roles: ['buyer'], Panel: BuyerPanel },
  { roles: ['nursery-operator'], Panel: NurseryPanel },
  { roles: ['inspector'], Panel: InspectorPanel },
];

/** What is done with one producer, on her page; the first that a role may open is the page's main action. */
export const personDoors: readonly (PersonDoor & { readonly roles: readonly Role[] })[] = [
  { href: (person) => `/visits/new/${person}`, icon: 'check', word: 'visits.phone.make', roles: field },
  { href: (person) => `/plots/new/${person}`, icon: 'walk', word: 'plots.phone.map', roles: field },
  { href: (person) => `/visits/ask/${person}`, icon: 'clock', word: 'visits.phone.ask', roles: field },
];

/** Whether one of the person's roles opens a door. */
export const mayOpen = (session: PhoneSession, { roles }: { readonly roles: readonly Role[] }): boolean =>
  session.grants.some(({ role }) => roles.includes(role as Role));
