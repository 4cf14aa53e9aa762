import type { RefusalParams } from '#kernel/pure/refusal.ts';
import type { Language } from '#kernel/pure/words.ts';
import { type Html, html } from '#kernel/server/html.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { story } from '../story.ts';
import { districtMap } from './districtMap.ts';
import { publicPage } from './publicPage.ts';

type Story = AnswerOf<typeof story>;
export type Say = (key: string, params?: RefusalParams) => string;

/** The page that a label's QR code opens, for anybody. */
export function storyPage(of: Story, language: Language, say: Say): string {
  const title = say(`lots.story.${of.is}`, { code: of.code });
  const lead = say(of.producers === null ? 'lots.story.lead-few' : 'lots.story.lead', {
    producers: of.producers ?? 0,
    programme: of.programme,
  });
  const body = html`<header><div><p class="kicker">${say('lots.story.kicker')}</p><h1>${title}</h1><p>${lead}</p></div></header>
<main>
<section><dl class="figures">
${figure(say('lots.story.weight'), `${wholeKilos(of.grams, language)} kg`)}
${figure(say('lots.story.producers'), of.producers === null ? say('lots.story.few') : String(of.producers))}
${of.bought.from !== null && of.bought.to !== null && figure(say('lots.story.harvest'), between(of.bought.from, of.bought.to, language), 'small')}
</dl></section>
${where(of, say)}
<section><h2>${say('lots.story.how')}</h2><ol class="steps">${steps(of, language, say)}</ol></section>
<section><h2>${say('lots.story.claims')}</h2><ul class="claims">${claims(of, say)}</ul></section>
<p class="quiet">${say('lots.story.privacy')} <a href="?lang=${language === 'es' ? 'en' : 'es'}">${say('lots.story.other-language')}</a></p>
</main>`;
  return publicPage({ language, title: `${title} · ${of.programme}`, body });
}

const figure = (label: string, value: string, size = ''): Html =>
  html`<div><dt>${label}</dt><dd class="${size}">${value}</dd></div>`;

function where({ districts, elsewhere }: Story, say: Say): Html | null {
  const map = districtMap(districts, say('lots.story.map'));
  const rows = [
    ...districts.map(({ name, share }) => bar(name, share)),
    ...(elsewhere > 0 ? [bar(say('lots.story.elsewhere'), elsewhere)] : []),
  ];
  return html`<section><h2>${say('lots.story.where')}</h2>${map}<ul class="shares">${rows}</ul></section>`;
}

function bar(name: string, share: number): Html {
  const percent = `${(share / 10_000).toFixed(1)}\u00a0%`;
  return html`<li><div class="row"><span>${name}</span><b>${percent}</b></div><div class="bar"><i style="width:${(share / 10_000).toFixed(1)}%"></i></div></li>`;
}

function steps(of: Story, language: Language, say: Say): Html[] {
  const done = of.steps.map(({ process, from, to, days }) => {
    const took = days === null ? '' : ` · ${say('lots.story.days', { days })}`;
    return html`<li><b>${say(`lots.story.step.${process}`)}</b><span class="quiet">${between(from, to, language)}${took}</span></li>`;
  });
  if (of.is !== 'shipment' || of.on === null) return done;
  const shipped = html`<li><b>${say('lots.story.step.shipped')}</b><span class="quiet">${dayText(of.on, language)}</span></li>`;
  return [...done, shipped];
}

function claims(of: Story, say: Say): Html[] {
  const out = of.certified ? [html`<li>${say('lots.story.claim.certified')}</li>`] : [];
  if (of.traceable) return [...out, html`<li>${say('lots.story.claim.traceable')}</li>`];
  return [...out, html`<li class="not">${say('lots.story.claim.unknown')}</li>`];
}

const wholeKilos = (grams: number, language: Language): string =>
  new Intl.NumberFormat(language === 'es' ? 'es-PE' : 'en-GB', { maximumFractionDigits: 1 }).format(grams / 1000);

/** A day as people of that language write it. */
export function dayText(day: string, language: Language): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language === 'es' ? 'es-PE' : 'en-GB', options).format(new Date(`${day}T00:00:00Z`));
}

function between(from: string, to: string, language: Language): string {
  return from === to ? dayText(from, language) : `${dayText(from, language)} – ${dayText(to, language)}`;
}
