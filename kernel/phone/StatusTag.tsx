import { useSay } from './hooks.tsx';
import { Icon, type IconName } from './Icon.tsx';
import type { Status } from './keeping.ts';

const icons: Record<Status, IconName> = {
  saved: 'check',
  sent: 'send',
  accepted: 'check',
  held: 'clock',
  flagged: 'warn',
  correct: 'warn',
};

/** What became of a record, in words. */
export function StatusTag({ status }: { status: Status }) {
  const say = useSay();
  return (
    <span className={`tag tag-${status}`}>
      <Icon name={icons[status]} size={16} />
      {say(`phone.status.${status}`)}
    </span>
  );
}
