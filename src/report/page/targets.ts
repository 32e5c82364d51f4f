import type { Summary } from '../../../schemas/types/summary.ts';
import { howLong, many } from '../words.ts';
import { html, type Markup } from './html.ts';

type Target = Summary['targets'][number];

/** From so many targets on their cards are folded. */
const few = 3;

/** The targets: where and what they are, what they can do, and what was made and removed there. */
export function targetCards({ targets }: Summary): Markup {
  const isFew = targets.length <= few;
  const left = targets.flatMap(({ created = [] }) => created.filter(({ removed }) => !removed)).length;
  return html`<section aria-labelledby="targets-title" class="targets">
<h2 id="targets-title">${targets.length === 1 ? 'Target' : 'Targets'}</h2>
${left > 0 && html`<p class="left">${many(left, 'thing')} that the run made ${left === 1 ? 'is' : 'are'} still there: see below.</p>`}
<div class="cards">${targets.map(target => card(target, isFew))}</div>
</section>`;
}

function card(target: Target, isOpen: boolean): Markup {
  const { name, kind, version, counts, duration, stopped } = target;
  const { passed, failed, skipped, total, 'cannot tell': unknown } = counts.requirements;
  const left = (target.created ?? []).filter(({ removed }) => !removed).length;
  return html`<article class="card">
<h3>${name}${name !== kind && html` <small>${kind}</small>`}</h3>
<p class="sums"><span class="passed"><b>${passed}</b> of ${total} passed</span>${failed > 0 && html`<span class="failed"><b>${failed}</b> failed</span>`}${unknown > 0 && html`<span class="unknown"><b>${unknown}</b> cannot tell</span>`}${skipped > 0 && html`<span class="skipped"><b>${skipped}</b> skipped</span>`}</p>
${stopped !== undefined && html`<p class="left">Stopped early: ${stopped}</p>`}
${(target.notes ?? []).map(note => html`<p class="said">${note}</p>`)}
<dl>${version !== undefined && fact('WooCommerce', version)}${target.url !== undefined && fact('URL', target.url)}${fact('Time', howLong(duration))}${sent(target)}${clock(target)}</dl>
${more(target, isOpen || left > 0)}
</article>`;
}

function more(target: Target, isOpen: boolean): Markup | undefined {
  const { version, versions = {}, fingerprints = {}, capabilities = [], created = [] } = target;
  const others = Object.entries(versions).filter(
    ([name, value]) => !(name === 'WooCommerce' && value === version),
  );
  const prints = Object.entries(fingerprints);
  if (others.length + prints.length + capabilities.length + created.length === 0) return undefined;
  const parts = [
    others.length > 0 ? 'versions' : '',
    prints.length > 0 ? 'fingerprints' : '',
    capabilities.length > 0 ? 'capabilities' : '',
    created.length > 0 ? 'what was made' : '',
  ].filter(Boolean);
  const title = parts.join(', ');
  return html`<details${isOpen && ' open'}><summary>${title[0]?.toUpperCase()}${title.slice(1)}</summary>
${others.length > 0 && html`<h4>Versions</h4><dl>${others.map(([name, value]) => fact(name, value))}</dl>`}
${prints.length > 0 && html`<h4>Fingerprints</h4><dl>${prints.map(([name, value]) => fact(name, value))}</dl>`}
${
  capabilities.length > 0 &&
  html`<h4>Capabilities</h4><ul class="ticks">${capabilities.map(
    ({ name, has, from, told }) =>
      html`<li class="${has ? 'passed' : 'skipped'}"><span class="mark" aria-hidden="true">${has ? '✓' : '–'}</span><span>${!has && html`<span class="vh">without </span>`}${name}${told !== undefined && `: ${told}`}${from === 'configuration' && html` <small>configured</small>`}</span></li>`,
  )}</ul>`
}
${
  created.length > 0 &&
  html`<h4>Made and removed</h4><ul class="ticks">${created.map(
    ({ what, removed, why }) =>
      html`<li class="${removed ? 'passed' : 'failed'}"><span class="mark" aria-hidden="true">${removed ? '✓' : '✗'}</span><span>${what}: ${removed ? 'removed' : 'still there'}${why !== undefined && ` (${why})`}</span></li>`,
  )}</ul>`
}
</details>`;
}

function sent({ requests, refusals = 0 }: Target): Markup | undefined {
  if (requests === undefined) return undefined;
  const refused = refusals > 0 ? `, ${refusals} with credentials that were refused` : '';
  return fact('Sent', `${many(requests, 'request')}${refused}`);
}

function clock({ clockDifference }: Target): Markup | undefined {
  if (clockDifference === undefined) return undefined;
  const seconds = Math.round(Math.abs(clockDifference));
  const text =
    seconds < 1
      ? 'in step with ours'
      : `${many(seconds, 'second')} ${clockDifference > 0 ? 'ahead of' : 'behind'} ours`;
  return fact('Clock', text);
}

function fact(name: string, value: string): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
