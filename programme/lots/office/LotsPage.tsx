import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { massText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import { Figure, PageHead, Section } from '#kernel/office/PageHead.tsx';
import { TargetBar } from '#kernel/office/sparkLine.tsx';
import type { traceable } from '../queries.ts';
import { knownText, lotCells } from './lotCells.tsx';

/** Every lot, and how much of the cocoa is known by its plot. */
export function LotsPage() {
  const say = useSay();
  return (
    <>
      <PageHead about={say('lots.page.about')} />
      <Traceable />
      <DataTable of="lots.lots" cells={lotCells} folded={folded} to={(row) => `/lots/${String(row['id'])}`} />
    </>
  );
}

const folded = ['receipts', 'certified'];

export function Traceable() {
  const say = useSay();
  const asked = useAsk<typeof traceable>('lots.traceable', {}, { facts: true });
  return (
    <Section flush>
      <Asked of={asked} height={132}>
        {(value, facts) => (
          <div className="cards">
            <Share label={say('lots.page.bought')} grams={value.bought.grams} ppm={value.bought.ppm} />
            <Share label={say('lots.page.shipped')} grams={value.shipped.grams} ppm={value.shipped.ppm} />
            <Figure label={say('lots.page.evidence')} value={knownText(value.shipped.ppm)}>
              <Counted facts={facts} />
            </Figure>
          </div>
        )}
      </Asked>
    </Section>
  );
}

function Share({ label, grams, ppm }: { readonly label: string; readonly grams: number; readonly ppm: number }) {
  const say = useSay();
  const said = say('lots.page.known', { share: knownText(ppm) });
  return (
    <Figure label={label} value={massText(grams)}>
      <TargetBar label={said} value={ppm} target={1_000_000} />
      {said}
    </Figure>
  );
}
