import { kilos } from '#kernel/pure/quantity.ts';
import type { Language } from '#kernel/pure/words.ts';
import { type Html, html } from '#kernel/server/html.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { parcelsBehind } from '../parcelsQuery.ts';
import { publicPage } from './publicPage.ts';
import { dayText, type Say } from './storyPage.ts';

type Origin = AnswerOf<typeof parcelsBehind>;

/** What a buyer sees of an origin: plots by code with weight and ground, and the files for his own systems. */
export function originPage(
  of: Origin & { readonly buyer: string; readonly until: string; readonly token: string },
  language: Language,
  say: Say,
): string {
  const title = say('lots.origin.title', { code: of.code });
  const file = (name: string, key: string): Html =>
    html`<a href="/origin/${of.token}/${name}" download>${say(key)}</a>`;
  const rows = of.parcels.map(
    (p) =>
      html`<tr><td>${p.code}</td><td>${p.place}</td><td class="n">${p.declared_m2 === null ? '' : `${(p.declared_m2 / 10_000).toFixed(2)} ha`}</td><td class="n">${kilos(p.grams)}</td><td>${p.verdict}</td></tr>`,
  );
  const body = html`<header><div><p class="kicker">${say('lots.story.kicker')}</p><h1>${title}</h1>
<p>${say('lots.origin.lead', { with: of.buyer, until: dayText(of.until, language) })}</p></div></header>
<main>
<section><h2>${say('lots.origin.files')}</h2><nav>
${file('plots.geojson', 'lots.origin.geojson')}${file('eudr.zip', 'lots.origin.eudr')}${file('epcis.jsonld', 'lots.origin.epcis')}
</nav></section>
<section class="wide" tabindex="0" aria-label="${say('lots.story.where')}">
${of.unknown && html`<p><b>${say('lots.origin.unknown', { kg: kilos(of.unknown_grams) })}</b></p>`}
<table><thead><tr><th>${say('lots.origin.plot')}</th><th>${say('lots.origin.place')}</th><th class="n">${say('lots.origin.area')}</th><th class="n">${say('lots.origin.kg')}</th><th>${say('lots.origin.land')}</th></tr></thead>
<tbody>${rows}</tbody></table>
</section>
<p class="quiet"><a href="?lang=${language === 'es' ? 'en' : 'es'}">${say('lots.story.other-language')}</a></p>
</main>`;
  return publicPage({ language, title, body });
}
