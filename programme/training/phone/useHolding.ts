import { useMemo } from 'react';
import { useRecords, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { expectedOf } from '#programme/training/rules.ts';
import {
  knownPeople,
  type ModuleDoc,
  type Neighbour,
  type PlanDoc,
  planOverlays,
  registeredHere,
  type SourceDoc,
  type ZoneDoc,
} from './sheets.ts';
import type { Holding } from './trainings.ts';
import { useOwnPromoter } from './useOwnPromoter.ts';

/** What a sheet needs: plans that are open, modules, zones, people, what a promoter may repeat. */
export function useHolding(form: Holding) {
  const today = useToday();
  const { session } = useSeat();
  const plans = useRecords<PlanDoc>('training.plan', planOverlays);
  const modules = useRecords<ModuleDoc>('training.module');
  const zones = useRecords<ZoneDoc>('partners.zone');
  const people = useRecords<Neighbour>('people.person', registeredHere);
  const sources = useRecords<SourceDoc>('training.source');
  const promoter = useOwnPromoter();
  const known = useMemo(() => knownPeople(people ?? []), [people]);
  if (!plans || !modules || !zones || !people || !sources || promoter === undefined) return undefined;
  const open = plans
    .filter(({ body }) => body.state === 'planned' && !body.void)
    .map((p) => p.body)
    // Her own come first, then those that are nearest to today.
    .sort(
      (a, b) =>
        Number(b.trainer === session.staff.id) - Number(a.trainer === session.staff.id) || (a.on < b.on ? -1 : 1),
    );
  const plan = open.find((p) => p.id === form.plan);
  const zone = form.zone || plan?.zone || (zones.length === 1 ? (zones[0]?.id ?? '') : (promoter?.zone ?? ''));
  const expected = plan ? expectedOf(plan, known) : promoter ? known.filter((p) => p.zone === zone) : [];
  return {
    today,
    open,
    plan,
    zone,
    zones,
    promoter,
    expected,
    people: known.filter((p) => p.zone === zone || expected.includes(p)),
    modules: modules.map((m) => m.body).filter((m) => !m.void),
    sources: sources.map((s) => s.body).filter((s) => !s.void && s.audience === 'producers'),
  };
}

export type Ground = NonNullable<ReturnType<typeof useHolding>>;
