import { massText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { TargetBar } from '#kernel/office/sparkLine.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import type { Approval } from '../approvalQuery.ts';

/** Each certificate that lists her: approved or why not, and what is left of her volume. */
export function Standings({ of }: { readonly of: readonly Approval[] }) {
  const { say } = useSpeaking();
  const { may } = usePresent();
  if (of.length === 0) return <p>{say('certification.page.on-no-list')}</p>;
  return (
    <ul className="lines">
      {of.map((one) => (
        <li key={one.certificate}>
          <span>
            {may.ask('certification.certificate') ? (
              <GoTo to={`/certificates/${one.certificate}`} className="text-link">
                {one.number}
              </GoTo>
            ) : (
              one.number
            )}{' '}
            <Tag tone={one.approved ? 'leaf' : 'plain'}>{say(`certification.claim.${one.reason ?? 'approved'}`)}</Tag>
          </span>
          <span>
            {say('certification.page.used-of', { used: massText(one.used), of: massText(one.estimated) })}
            <TargetBar label={massText(one.used)} value={one.used} target={one.estimated} />
          </span>
        </li>
      ))}
    </ul>
  );
}
