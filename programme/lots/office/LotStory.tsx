import { DataTable } from '#kernel/office/DataTable.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { Section } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { Tag } from '#kernel/office/Value.tsx';
import { heatCells, lotCells } from './lotCells.tsx';

/** What is claimed of a lot or shipment, as tags; a zone and a clone by their kind. */
export function Claims({ of }: { readonly of: readonly string[] }) {
  const say = useSay();
  if (of.length === 0) return <>{say('lots.page.no-claims')}</>;
  return (
    <>
      {of.map((claim) => {
        const [kind = '', named = ''] = claim.split(':');
        return (
          <Tag key={claim} tone="leaf">
            {kind === 'clone' ? `${say('lots.claim.clone')}: ${named}` : say(`lots.claim.${kind}`)}
          </Tag>
        );
      })}
    </>
  );
}

const parts = ['readings', 'transfers', 'counts', 'samples'] as const;

/** What happened to a lot besides being made of others; parts of which nothing was recorded are not shown. */
export function LotStory({ id, has }: { readonly id: string; readonly has: Readonly<Record<string, number>> }) {
  const say = useSay();
  const { may } = usePresent();
  return (
    <>
      {parts
        .filter((part) => (has[part] ?? 0) > 0 && may.ask(`lots.${part}`))
        .map((part) => (
          <Section key={part} title={say(`lots.${part}`)} flush>
            <DataTable of={`lots.${part}`} params={{ lot: id }} cells={part === 'readings' ? heatCells : lotCells} />
          </Section>
        ))}
    </>
  );
}
