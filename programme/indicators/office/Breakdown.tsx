import { Drill } from '#kernel/office/Drill.tsx';
import { type Say, useSpeaking } from '#kernel/office/language.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { breakdown, Cell, Group } from '../drilling.ts';
import { DistrictResults } from './DistrictResults.tsx';
import { figureText } from './figures.ts';
import { recordCells } from './recordCells.ts';

type Parts = AnswerOf<typeof breakdown>;

/** One figure taken apart; each part opens to its records. */
export function Breakdown({ of }: { readonly of: Parts }) {
  const { say } = useSpeaking();
  const { may } = usePresent();
  if (of.groups.length === 0) return <div className="section-body">{say('indicators.page.breakdown.none')}</div>;
  const keptBack = of.groups.some((group) => group.cells.some((cell) => cell.evidence === null));
  return (
    <>
      {may.ask('indicators.records') && <p className="page-about">{say('indicators.page.breakdown.about')}</p>}
      {keptBack && <p className="page-about">{say('indicators.page.kept-back')}</p>}
      <DistrictResults of={of} />
      <div className="groups">
        {of.groups.map((group) => (
          <GroupCard key={group.by} of={of} group={group} />
        ))}
      </div>
    </>
  );
}

function nameOf(group: Group, cell: Cell, say: Say, knows: (key: string) => boolean): string {
  if (cell.name) return cell.name;
  const key = `indicators.${group.by}.${cell.key}`;
  return knows(key) ? say(key) : cell.key;
}

function GroupCard({ of, group }: { readonly of: Parts; readonly group: Group }) {
  const { say, knows } = useSpeaking();
  const most = Math.max(1, ...group.cells.map((cell) => Math.abs(cell.value ?? 0)));
  return (
    <section className="section-body group">
      <h3>{say(`indicators.group.${group.by}`)}</h3>
      <ul>
        {group.cells.map((cell) => {
          const name = nameOf(group, cell, say, knows);
          const text = cell.value === null ? say('indicators.page.few') : figureText(cell.value, of.unit);
          const what = say('indicators.page.records-of', { what: say(`indicators.${of.code}`), part: name });
          return (
            <li key={cell.key}>
              <Drill
                title={what}
                of="indicators.records"
                params={{ code: of.code, period: of.period, [group.by]: cell.key }}
                cells={recordCells}
              >
                <span className="group-name">{name}</span>
                <span className="group-bar" aria-hidden="true">
                  <span style={{ width: `${(Math.abs(cell.value ?? 0) / most) * 100}%` }} />
                </span>
                <span className="group-value">{text}</span>
              </Drill>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
