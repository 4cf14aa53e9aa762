import { initialsOf, type PersonDoc } from './people.ts';
import './people.css';

/** Her initials beside her name, so that two rows are told apart at a glance. */
export function Face({
  of,
  large,
}: {
  readonly of: Pick<PersonDoc, 'givenNames' | 'familyNames'>;
  readonly large?: boolean;
}) {
  return (
    <span className={large ? 'face face-large' : 'face'} aria-hidden="true">
      {initialsOf(of) || '?'}
    </span>
  );
}
