import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { type Inspected, type InspectionDoc, nameOf } from './inspections.ts';

export const dayText = (day: string): string => day.split('-').reverse().join('/');

/** One farm to be inspected: who, where, why and until when; opens the checklist. */
export function InspectionRow(props: {
  readonly id: string;
  readonly of: InspectionDoc;
  readonly person: Inspected | undefined;
  readonly today: string;
}) {
  const { id, of, person, today } = props;
  const say = useSay();
  const late = of.due < today;
  return (
    <Link href={`/inspections/${id}`} className="row">
      <span className="row-text">
        <span className="row-title">{nameOf(person) || say('certification.phone.nobody')}</span>
        <b style={{ whiteSpace: 'normal' }}>
          {say(late ? 'certification.phone.was-due' : 'certification.phone.due', { day: dayText(of.due) })}
        </b>
        <span className="row-under" style={{ whiteSpace: 'normal' }}>
          {[person?.community, say(`certification.because.${of.because}`)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Icon name="forward" />
    </Link>
  );
}
