import type { Role } from '#kernel/pure/policy.ts';
import { CountingAgreed, TargetSet } from '#programme/indicators/facts.ts';
import {
  OrganisationJoined,
  ProgrammeFounded,
  RoleGranted,
  StaffJoined,
  ZoneOpened,
} from '#programme/partners/facts.ts';
import { districtByInei } from '#programme/partners/geography/districts.ts';
import { ModuleDefined } from '#programme/training/facts.ts';
import { nameOf } from './names.ts';
import type { Voice } from './teller.ts';
import { firstDay, type World, type Zone } from './world.ts';

/** Zones of work over the real districts of the central jungle, with their share of the producers. */
export const zonePlan: readonly { name: string; districts: readonly string[]; share: number }[] = [
  { name: 'Satipo', districts: ['120601', '120607', '120602', '120603'], share: 0.2 },
  { name: 'Mazamari y Pangoa', districts: ['120604', '120606'], share: 0.19 },
  { name: 'Perené y Pichanaqui', districts: ['120302', '120303'], share: 0.2 },
  { name: 'Río Tambo', districts: ['120608'], share: 0.08 },
  { name: 'Oxapampa y Palcazu', districts: ['190304', '190307', '190306'], share: 0.11 },
  { name: 'Leoncio Prado', districts: ['100601', '100602', '100605', '100606'], share: 0.13 },
  { name: 'Padre Abad', districts: ['250301', '250302', '250303'], share: 0.09 },
];

const moduleTitles: readonly [string, string, string, number][] = [
  ['PODA', 'Poda de mantenimiento', 'Maintenance pruning', 180],
  ['SANI', 'Manejo de moniliasis y escoba de bruja', 'Monilia and witches’ broom', 180],
  ['ABON', 'Abonamiento orgánico', 'Organic fertilisation', 180],
  ['INJE', 'Injerto y renovación', 'Grafting and renovation', 240],
  ['SOMB', 'Sombra y sistemas agroforestales', 'Shade and agroforestry', 180],
  ['COSE', 'Cosecha, fermentación y secado', 'Harvest, fermentation and drying', 240],
  ['PROM', 'Formación de promotores', 'Training of promoters', 960],
];

const targets: readonly [string, string, number][] = [
  ['producers_trained', 'year1', 300],
  ['producers_trained_new', 'year2', 550],
  ['producers_trained', 'life', 2200],
  ['promoters_active', 'year1', 20],
  ['promoters_active', 'year2', 30],
  ['promoters_active', 'year3', 50],
  ['nursery_count', 'life', 2],
  ['nursery_capacity_plants', 'life', 60_000],
  ['seedlings_produced', 'year2', 60_000],
  ['seedlings_produced', 'year3', 60_000],
  ['fund_financed_seedlings', 'life', 60_000],
  ['drying_kits_financed', 'life', 40],
  ['producers_reached', 'life', 2600],
  ['producers_income_up', 'life', 2000],
  ['women_share', 'life', 30],
  ['women_share.assistance', 'life', 30],
  ['women_share.financing', 'life', 30],
  ['women_share.equipment', 'life', 30],
  ['traceable_share', 'life', 95],
];

/** Who works together: organisations, zones, staff with their rights, modules and targets. */
export function tellPartners(world: World): void {
  const { teller } = world;
  const self = teller.voice(teller.programme, firstDay);
  teller.tell(
    self,
    ProgrammeFounded,
    firstDay,
    {
      name: 'Cacao sostenible de la selva central',
      code: 'MOCCA-PE',
      country: 'PE',
      startedOn: '2020-02-01',
      endsOn: '2023-01-31',
    },
    { id: teller.programme },
  );
  const organisation = (name: string, does: 'donor' | 'lead' | 'trader' | 'cooperative' | 'buyer') =>
    teller.tell(self, OrganisationJoined, firstDay, { name, does, on: firstDay });
  world.organisations = {
    donor: organisation('Alimentos para el Progreso', 'donor'),
    lead: organisation('Alianza MOCCA', 'lead'),
    trader: organisation('Comercio de Cacao del Perené', 'trader'),
    cooperative: organisation('Cooperativa Agraria Selva Central', 'cooperative'),
    chocolate: organisation('Chocolatería del Lago', 'buyer'),
  };
  const root = teller.tell(self, ZoneOpened, firstDay, { name: 'Selva central', districts: [], on: firstDay });
  world.admin = joins(world, self, 'administrator', [], 'admin');
  for (const zone of world.zones) openZone(world, zone, root);
  world.manager = joins(world, world.admin, 'programme-manager', [], 'gerencia');
  world.monitoring = joins(world, world.admin, 'me-officer', [], 'monitoreo');
  world.finance = joins(world, world.admin, 'finance-officer', [], 'finanzas');
  world.warehouse = joins(world, world.admin, 'warehouse', [], 'almacen');
  joins(world, world.admin, 'auditor', [], 'auditoria');
  joins(world, world.admin, 'donor', [], 'donante');
  for (const [i, zone] of world.zones.entries()) {
    const count = Math.max(1, Math.round(zone.share * 16));
    for (let n = 0; n < count; n += 1)
      zone.technicians.push(joins(world, world.admin, 'technician', [zone.id], i === 0 && n === 0 ? 'tecnica' : null));
  }
  for (const [code, title, titleEn, minutes] of moduleTitles) {
    world.modules.push(
      teller.tell(world.monitoring, ModuleDefined, firstDay, {
        code,
        title,
        titleEn,
        edition: 1,
        minutes,
        on: firstDay,
      }),
    );
  }
  teller.tell(world.monitoring, CountingAgreed, firstDay, {
    trainedSessions: 1,
    trainedMinutes: 120,
    activeReplicas: 1,
    activeAdvice: 4,
    on: firstDay,
  });
  for (const [code, period, value] of targets)
    teller.tell(world.monitoring, TargetSet, firstDay, { code, period, value, on: firstDay });
  const enlarged = '2022-08-15';
  world.agenda.at(enlarged, () =>
    teller.tell(world.monitoring, TargetSet, enlarged, {
      code: 'nursery_capacity_plants',
      period: 'life',
      value: 68_000,
      reason: 'Adenda 2: ampliación de los dos viveros',
      on: enlarged,
    }),
  );
}

function openZone(world: World, zone: Zone, root: string): void {
  const [first] = zone.districts.map((code) => districtByInei(code));
  zone.id = world.teller.tell(world.admin, ZoneOpened, firstDay, {
    name: zone.name,
    parent: root,
    districts: [...zone.districts],
    ...(first?.lon != null && first.lat != null ? { lon: first.lon, lat: first.lat } : {}),
    on: firstDay,
  });
}

/** Somebody new with one role; `login` makes a demo sign-in of hers. */
export function joins(
  world: World,
  by: Voice,
  role: Role,
  scopes: readonly string[],
  login: string | null,
  on = firstDay,
  person?: { id: string; names: string },
): Voice {
  const { teller, chance } = world;
  const name = nameOf(chance, chance.chance(0.4) ? 'F' : 'M');
  const names = person?.names ?? `${name.given} ${name.family}`;
  const staff = teller.tell(by, StaffJoined, on, {
    names,
    ...(person
      ? { person: person.id }
      : { organisation: role === 'donor' ? world.organisations.donor : world.organisations.trader }),
    on,
  });
  teller.tell(by, RoleGranted, on, { staff, role, scopes: [...scopes], on });
  if (login) world.signIns.push({ staff, names, login: `${login}@demo`, role });
  return teller.voice(staff, on);
}
