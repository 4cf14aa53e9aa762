import { useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { PersonPage } from '#programme/people/phone/PersonPage.tsx';
import { PlotsOf } from '#programme/plots/phone/PlotsOf.tsx';
import { mayOpen, personDoors } from './doors.ts';

/** A producer's page with what this role does with her next, and what other capabilities lend to it. */
export function PersonScreen({ id = '' }: { readonly id?: string }) {
  const say = useSay();
  const { session } = useSeat();
  const plots = (
    <div className="card">
      <h2>{say('people.phone.plots')}</h2>
      <PlotsOf person={id} />
    </div>
  );
  return <PersonPage id={id} doors={personDoors.filter((door) => mayOpen(session, door))} plots={plots} />;
}
