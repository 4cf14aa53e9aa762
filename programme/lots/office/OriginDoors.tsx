import { useAsk } from '#kernel/office/ask.ts';
import { FactLink } from '#kernel/office/FactLink.tsx';
import { dayText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import { Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tell } from '#kernel/office/Tell.tsx';
import { OriginShared } from '../facts.ts';
import type { labels } from '../labels.ts';
import type { shared } from '../sharing.ts';

/** How others see a lot or shipment: the page its label opens, labels to print, and links that buyers were given. */
export function OriginDoors({ is, id }: { readonly is: 'lot' | 'shipment'; readonly id: string }) {
  const { say, language } = useSpeaking();
  const { may } = usePresent();
  const label = useAsk<typeof labels>('lots.labels', { id }, { when: may.ask('lots.labels') });
  if (!may.ask('lots.labels')) return null;
  return (
    <Section
      title={say('lots.page.others')}
      tools={<Tell kind={OriginShared} given={{ [is]: id }} label={say('lots.page.share')} />}
    >
      <p className="lot-doors">
        {label.data ? (
          <a className="text-link" href={label.data.value.path} target="_blank" rel="noreferrer">
            {say('lots.page.public')}
          </a>
        ) : null}
        <a className="text-link" href={`/api/labels/${id}.pdf?lang=${language}`}>
          {say('lots.page.labels')}
        </a>
      </p>
      {may.ask('lots.shared') ? <Links of={id} /> : null}
    </Section>
  );
}

function Links({ of }: { readonly of: string }) {
  const { say, language } = useSpeaking();
  const links = useAsk<typeof shared>('lots.shared', { id: of }).data?.value ?? [];
  if (links.length === 0) return null;
  return (
    <ul className="lot-counts">
      {links.map(({ id, buyer, until, path }) => (
        <li key={id}>
          <FactLink id={id} label={buyer} /> · {say('lots.page.until', { day: dayText(until, language) })} ·{' '}
          <a className="text-link" href={path} target="_blank" rel="noreferrer">
            {say('lots.page.open-link')}
          </a>
        </li>
      ))}
    </ul>
  );
}
