import { Check, Choices, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { grades } from '../facts.ts';
import type { StepProps } from './BuyPage.tsx';
import { figuresOf, wrongsOf } from './delivery.ts';
import { percent } from './purchaseReceipt.ts';

const defects = ['mouldy', 'slaty', 'infested', 'violet'] as const;

/** Moisture, the cut sample, and the grade that follows from it (ISO 2451; a bean counts once, in its worst class). */
export function QualityStep({ d, change, around, shows }: StepProps) {
  const say = useSay();
  const f = figuresOf(d, around);
  const wrongs = shows ? wrongsOf(d, around) : new Set<string>();
  const said = (what: string) => (wrongs.has(what) ? say(`purchasing.phone.wrong.${what}`) : undefined);
  const rest = f.cut ? f.cut.beans - defects.reduce((sum, defect) => sum + (f.cut?.[defect] ?? 0), 0) : null;
  return (
    <>
      {d.state === 'dry' && (
        <TextField
          label={say('purchasing.phone.moisture')}
          mode="decimal"
          value={d.moisture}
          error={said('moisture')}
          hint={say('purchasing.phone.moisture-hint', { reference: percent(around.centre.moistureReference) })}
          onChange={(moisture) => change({ ...d, moisture })}
        />
      )}
      {(f.moisture ?? 0) > f.terms.moistureLimit && <p className="card amber">{say('purchasing.phone.too-moist')}</p>}
      <Check
        label={say('purchasing.phone.cut-made')}
        checked={d.cutMade}
        onChange={(cutMade) => change({ ...d, cutMade })}
      />
      {d.cutMade ? (
        <>
          <Choices
            label={say('purchasing.cut.beans')}
            value={d.beans}
            choices={['50', '100', '300'].map((n) => ({ value: n, label: n }))}
            onChange={(beans) => change({ ...d, beans })}
          />
          <div className="counts">
            {defects.map((defect) => (
              <TextField
                key={defect}
                label={say(`purchasing.cut.${defect}`)}
                mode="numeric"
                value={d[defect]}
                onChange={(count) => change({ ...d, [defect]: count })}
              />
            ))}
          </div>
          <TextField
            label={say('purchasing.phone.well-fermented')}
            mode="numeric"
            value={d.fermented}
            error={f.tooMany ? say('purchasing.phone.wrong.too-many') : said('cut')}
            hint={rest === null ? undefined : say('purchasing.phone.rest', { n: rest })}
            onChange={(fermented) => change({ ...d, fermented })}
          />
          {f.terms.fermentedCounts === 'well' && (
            <TextField
              label={say('purchasing.phone.partly')}
              mode="numeric"
              value={d.partly ?? ''}
              onChange={(partly) => change({ ...d, partly })}
            />
          )}
        </>
      ) : (
        <Choices
          label={say('purchasing.cocoaBought.grade')}
          value={d.grade}
          choices={grades.map((grade) => ({ value: grade, label: say(`purchasing.grade.${grade}`) }))}
          error={said('grade')}
          onChange={(grade) => change({ ...d, grade: grade as typeof d.grade })}
        />
      )}
      {d.state === 'dry' && (
        <TextField
          label={say('purchasing.cocoaBought.beanCount')}
          mode="numeric"
          optional
          value={d.beanCount}
          onChange={(beanCount) => change({ ...d, beanCount })}
        />
      )}
      <p className="card total">
        <span>{say('purchasing.cocoaBought.grade')}</span>
        <b>{f.grade === null ? '—' : say(`purchasing.grade.${f.grade}`)}</b>
        {f.fermented !== null && (
          <span className="wide">
            {say(
              f.fermented >= f.terms.fermentedMinimum ? 'purchasing.phone.quality-yes' : 'purchasing.phone.quality-no',
              {
                fermented: percent(f.fermented),
                least: percent(f.terms.fermentedMinimum),
              },
            )}
          </span>
        )}
      </p>
    </>
  );
}
