import { useMemo } from 'react';
import { useRecords, useToday } from '#kernel/phone/hooks.tsx';
import type { Shown } from '#kernel/phone/overlay.ts';
import { type DueReason, morePressing, standingOf, whyVisit } from '#programme/visits/priority.ts';
import {
  nameOf,
  type RequestDoc,
  registeredHere,
  requestOverlays,
  type VisitDoc,
  type Visited,
  visitOverlays,
  visitsOf,
} from './visits.ts';

export interface Due {
  readonly id: string;
  readonly name: string;
  readonly community: string;
  readonly reasons: readonly DueReason[];
}

/** Who is to be visited, the most pressing first: the rule of the office, over what this phone holds and recorded. */
export function useDue(): readonly Due[] | undefined {
  const today = useToday();
  const people = useRecords<Visited>('people.person', registeredHere);
  const visits = useRecords<VisitDoc>('visits.visit', visitOverlays);
  const requests = useRecords<RequestDoc>('visits.request', requestOverlays);
  return useMemo(
    () => (people && visits && requests ? dueOf(people, visits, requests, today) : undefined),
    [people, visits, requests, today],
  );
}

export function dueOf(
  people: readonly Shown<Visited>[],
  visits: readonly Shown<VisitDoc>[],
  requests: readonly Shown<RequestDoc>[],
  today: string,
): Due[] {
  const kept = new Map(people.map(({ id, body }) => [id, body.sameAs ?? id]));
  const made = grouped(visits, kept);
  const asked = grouped(requests, kept);
  return people
    .filter(({ body }) => body.sameAs === null && !body.erased)
    .map(({ id, body }) => {
      const own = made.get(id) ?? [];
      const standing = standingOf(
        body.on,
        visitsOf(own, new Set(own.map((v) => v.body.person))),
        unanswered(asked.get(id) ?? [], own),
      );
      return { id, name: nameOf(body), community: body.community ?? '', reasons: whyVisit(standing, today) };
    })
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => morePressing(a.reasons, b.reasons) || a.name.localeCompare(b.name, 'es'));
}

/** A visit of this phone answers what was asked before it, also while the server has not said so. */
function unanswered(asked: readonly Shown<RequestDoc>[], visits: readonly Shown<VisitDoc>[]): RequestDoc[] {
  const here = visits.filter((v) => v.status !== null && v.status !== 'correct').map((v) => v.body.on);
  return asked.map((a) => a.body).filter((a) => !here.some((on) => on >= a.on));
}

function grouped<B extends { readonly person: string }>(
  list: readonly Shown<B>[],
  kept: ReadonlyMap<string, string>,
): Map<string, Shown<B>[]> {
  const groups = new Map<string, Shown<B>[]>();
  for (const one of list) {
    const person = kept.get(one.body.person) ?? one.body.person;
    const group = groups.get(person);
    if (group) group.push(one);
    else groups.set(person, [one]);
  }
  return groups;
}
