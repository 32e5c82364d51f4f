import type { Summary } from '../../../schemas/types/summary.ts';
import { type JudgedStore, storesOf } from '../areas.ts';
import { pagesFolder } from '../fleet.ts';
import type { ReportModel } from '../model.ts';
import { howLong, isWell } from '../words.ts';
import { changes } from './changes.ts';
import { expectations } from './expectations.ts';
import { failures } from './failures.ts';
import { filtered } from './filtered.ts';
import { footer, framed } from './frame.ts';
import { header } from './header.ts';
import { html, type Markup } from './html.ts';
import type { CellLink } from './links.ts';
import { reasons } from './reasons.ts';
import { areaLooks } from './stores.ts';

/**
 * The first page of a report of many stores: a row for each, which leads to the page of its own. What each store was
 * asked stands there, so that this page stays small.
 *
 * @param files the file of each store's page, by the store's name.
 */
export function fleetPage(model: ReportModel, summary: Summary, files: ReadonlyMap<string, string>): string {
  const pageOf = (target: string) => `${pagesFolder}/${encodeURIComponent(files.get(target) ?? '')}`;
  const onItsPage: CellLink = (requirement, target, content) =>
    html`<a href="${pageOf(target)}#${encodeURIComponent(requirement)}@${encodeURIComponent(target)}">${content}</a>`;
  return framed(
    { ...model, requirements: [], scenarios: [] },
    { ...summary, expectedFailures: [] },
    html`<a class="skip" href="#matrix">To the stores</a>
${header(summary)}
<main>
${changes(summary, onItsPage)}
${failures(summary, onItsPage)}
${table(summary, pageOf)}
${reasons(summary, id => html`${id}`)}
${expectations(summary)}
</main>
${footer(model, summary)}`,
  );
}

const kinds = { failed: 'something failed', unknown: 'not judged to the end', passed: 'nothing failed' };
type Kind = keyof typeof kinds;

function kindOf({ target }: JudgedStore): Kind {
  const { failed, expected = 0 } = target.counts.requirements;
  if (failed - expected > 0) return 'failed';
  return isWell(target) ? 'passed' : 'unknown';
}

const signs: Readonly<Record<Kind, string>> = { failed: '✗', unknown: '?', passed: '✓' };

function table(summary: Summary, pageOf: (target: string) => string): Markup {
  const order = Object.keys(kinds);
  // What needs a look first.
  const stores = storesOf(summary).toSorted(
    (one, other) => order.indexOf(kindOf(one)) - order.indexOf(kindOf(other)),
  );
  const names = stores[0]?.areas.map(({ name }) => name) ?? [];
  const present = (Object.keys(kinds) as Kind[]).flatMap(kind => {
    const number = stores.filter(store => kindOf(store) === kind).length;
    return number > 0 ? [{ kind, number }] : [];
  });
  return filtered({
    title: 'Stores',
    name: 'fleet',
    rows: stores.length,
    kinds: present.map(({ kind, number }) => ({ kind, number, words: kinds[kind] })),
    searched: 'name, version, words',
    region: 'Stores by areas',
    nothing: 'No store fits the filter.',
    table: html`<table class="stores">
<thead><tr><th scope="col">Store</th>${names.map(name => html`<th scope="col">${name}</th>`)}<th scope="col" class="time">Time</th></tr></thead>
<tbody>
${stores.map((store, index) => storeRow(store, index, pageOf))}</tbody>
</table>`,
  });
}

function storeRow(store: JudgedStore, index: number, pageOf: (target: string) => string): Markup {
  const { target, areas, sentence } = store;
  const kind = kindOf(store);
  return html`<tr data-row="${index}" data-kinds="${kind}"><th scope="row"><span class="${kind}"><span class="mark" aria-hidden="true">${signs[kind]}</span></span> <a href="${pageOf(target.name)}">${target.name}</a>${target.version !== undefined && html` <small>WooCommerce ${target.version}</small>`}<span class="sentence">${sentence}</span></th>${areas.map(
    ({ name, verdict, detail }) => {
      const { kind, mark } = areaLooks[verdict];
      return html`<td class="${kind}" data-label="${name}" title="${verdict}${detail !== '' && `: ${detail}`}"><span class="mark" aria-hidden="true">${mark}</span><span class="word">${verdict}</span></td>`;
    },
  )}<td class="time" data-label="Time">${howLong(target.duration)}</td></tr>
`;
}
