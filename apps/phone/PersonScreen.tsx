import { useSeat } from '#kernel/phone/hooks.tsx';
import { PersonPage } from '#programme/people/phone/PersonPage.tsx';
import { mayOpen, personDoors } from './doors.ts';

/** A producer's page with what this role does with her next. */
export function PersonScreen({ id = '' }: { readonly id?: string }) {
  const { session } = useSeat();
  return <PersonPage id={id} doors={personDoors.filter((door) => mayOpen(session, door))} />;
}
