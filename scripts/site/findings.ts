/** A page for each finding of the doctor and of explain: what `latchkey doctor --explain` prints, and where to try it. */
import { layerName, layers, faults as simulatedFaults } from '../../mocks/faults.ts';
import { choices } from '../../site/living/playground.ts';
import { faultPage } from '../../src/doctor/fault-page.ts';
import { faults } from '../../src/doctor/faults/catalogue.ts';
import { causePage, namedCauses } from '../../src/explain/cause-page.ts';
import { mistakePage } from '../../src/explain/mistake-page.ts';
import { mistakes } from '../../src/explain/mistakes/index.ts';
import { causeKinds } from '../findings/causes.ts';
import { listPage, type Page } from './page.ts';

const address = (id: string): string => `findings/${id}`;

/** The pages, the list of them first. */
export function findingPages(): Page[] {
  const isSimulated = new Set(simulatedFaults.map(({ id }) => id));
  const causes = namedCauses();
  const own = new Set([...faults, ...mistakes].map(({ id }) => id));
  const ofFaults = faults.map(fault => {
    const cause = causes.find(({ id }) => id === fault.id);
    return {
      layer: fault.layer,
      page: page(fault.id, fault.title, fault.seen, [
        faultPage(fault),
        ...(cause ? ['## What explain says of it', '', cause.says, '', `Fix: ${cause.fix}`, ''] : []),
        ...(isSimulated.has(fault.id) ? tryIt(fault.id) : []),
      ]),
    };
  });
  const ofMistakes = mistakes.map(mistake => ({
    step: mistake.step,
    page: page(mistake.id, mistake.title, mistake.does, [mistakePage(mistake), ...explainIt]),
  }));
  const ofCauses = causes
    .filter(({ id }) => !own.has(id))
    .map(cause => ({
      kind: cause.kind,
      page: page(cause.id, cause.id, cause.says, [causePage(cause), ...explainIt]),
    }));

  const list = listPage(
    {
      address: 'findings',
      title: 'Findings',
      about: 'What keeps clients out of a WooCommerce store, one page each.',
      before: [
        'What `latchkey doctor` and `latchkey explain` name, in the order that a request travels. Errors by their code:',
        '[error codes](/errors/).',
      ],
    },
    [
      ...layers.map(layer => ({
        title: `Layer: ${layerName(layer)}`,
        pages: ofFaults.filter(each => each.layer === layer).map(each => each.page),
      })),
      ...[...Map.groupBy(ofCauses, ({ kind }) => kind)].map(([kind, these]) => ({
        title: causeKinds[kind],
        pages: these.map(each => each.page),
      })),
      ...[...Map.groupBy(ofMistakes, ({ step }) => step)].map(([step, these]) => ({
        title: `Signatures: ${step}`,
        pages: these.map(each => each.page),
      })),
    ],
  );
  return [list, ...[...ofFaults, ...ofMistakes, ...ofCauses].map(each => each.page)];
}

function page(id: string, title: string, about: string, parts: readonly string[]): Page {
  // Texts for a terminal: the stars of Accept: */* mark nothing.
  const text = parts.join('\n').replaceAll(/\*\/\*(?=[ ,)])/g, String.raw`\*/\*`);
  return { address: address(id), title, about, text, from: '' };
}

const explainIt = [
  '## Is it this?',
  '',
  'Paste the request into [Explain](/explain/): it runs in this browser alone.',
  '',
];

/** What the playground can show; a certificate shows itself on a connection alone. */
const inPlayground = new Set(choices.flatMap(({ faults: these }) => these.map(({ id }) => id)));

function tryIt(id: string): string[] {
  return [
    '## Try it',
    '',
    inPlayground.has(id)
      ? `In the [playground](/playground/#fault=${id}) of this site, or on this machine:`
      : 'On this machine, since it takes a connection:',
    '',
    '```sh',
    `latchkey serve --fault ${id}`,
    '```',
    '',
  ];
}

/** Where a heading of the lists in `docs/findings` has become a page. */
export function placesOfFindings(): [string, string][] {
  const place = (file: string, id: string): [string, string] => [
    `docs/findings/${file}.md#${id}`,
    `/${address(id)}/`,
  ];
  return [
    ...faults.map(({ id }) => place('README', id)),
    ...mistakes.map(({ id }) => place('mistakes', id)),
    ...namedCauses().map(({ id }) => place('causes', id)),
  ];
}
