/** A page for each error code as people see it: what it means, with which words it comes, and what it comes of. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { faults } from '../../src/doctor/faults/catalogue.ts';
import { explainText } from '../../src/explain/explain-text.ts';
import type { Explanation } from '../../src/explain/explanation.ts';
import { listPage, type Page } from './page.ts';
import type { WrittenRequirement } from './requirements.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A status and a message that a real store gave a code with, and how often that was recorded. */
interface Seen {
  readonly status: number;
  readonly message: string;
  count: number;
}

/** What is told of one answer: what explain says of it. */
type Told = Pick<Explanation, 'cause' | 'causes'>;

/** The pages, the list of them first. */
export function errorPages(requirements: readonly WrittenRequirement[], known: ReadonlySet<string>): Page[] {
  const pages = [...seenCodes()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([code, seen]) => errorPage(code, seen, requirements, known) ?? []);
  const groups = Map.groupBy(pages, ({ title }) =>
    title.startsWith('woocommerce_api')
      ? 'The legacy API'
      : title.startsWith('woocommerce') || title.startsWith('wc_')
        ? 'WooCommerce'
        : 'WordPress and plugins',
  );
  return [
    listPage(
      {
        address: 'errors',
        title: 'Error codes',
        about: 'What the codes in the answers of a WooCommerce store mean.',
        before: [
          'The `code` of an answer, as real stores were seen to give it. Have the whole answer explained:',
          '[Explain](/explain/).',
        ],
      },
      [...groups].map(([title, these]) => ({ title, pages: these })),
    ),
    ...pages,
  ];
}

/** The codes that recorded stores answered, with their words, the commonest first. */
function seenCodes(): ReadonlyMap<string, readonly Seen[]> {
  const codes = new Map<string, Map<string, Seen>>();
  const note = (code: string, status: number, message: string) => {
    const own = codes.get(code) ?? new Map<string, Seen>();
    codes.set(code, own);
    const seen = own.get(`${status} ${message}`) ?? { status, message, count: 0 };
    own.set(`${status} ${message}`, seen);
    seen.count++;
  };
  for (const file of globSync('test/recordings/scenarios/*.jsonl', { cwd: root }))
    for (const line of readFileSync(path.join(root, file), 'utf8').split('\n')) {
      if (line === '') continue;
      const { steps } = JSON.parse(line) as {
        readonly steps: readonly {
          readonly response?: { readonly status: number; readonly body?: { readonly json?: unknown } };
        }[];
      };
      // With 500 a code is that of a check which died: not what it means.
      for (const { response } of steps)
        for (const { code, message } of errorsIn(response?.body?.json))
          if (response && (response.status < 500 || code === 'internal_server_error'))
            note(code, response.status, message);
    }
  return new Map(
    [...codes].map(([code, seen]) => [code, [...seen.values()].sort((a, b) => b.count - a.count)]),
  );
}

/** The errors of a body: WordPress's own form, and the list of the legacy API. */
function errorsIn(body: unknown): { readonly code: string; readonly message: string }[] {
  const list: unknown[] = [body, ...((body as { errors?: unknown[] } | undefined)?.errors ?? [])];
  return list.filter((each): each is { code: string; message: string } => {
    const { code, message } = (each ?? {}) as { code?: unknown; message?: unknown };
    return typeof code === 'string' && typeof message === 'string' && /^\w+$/.test(code);
  });
}

function errorPage(
  code: string,
  seen: readonly Seen[],
  requirements: readonly WrittenRequirement[],
  known: ReadonlySet<string>,
): Page | undefined {
  const told = new Map<string, { readonly told: Told; readonly answers: Seen[] }>();
  for (const answer of seen) {
    const explained = explainText(
      JSON.stringify({ code, message: answer.message, data: { status: answer.status } }),
    );
    const id = explained?.cause?.id;
    if (explained === undefined || id === undefined) continue;
    const same = told.get(id);
    if (same) same.answers.push(answer);
    else told.set(id, { told: explained, answers: [answer] });
  }
  const asWord = new RegExp(`\\b${code}\\b`);
  const ofFaults = faults.filter(({ seen: says, workaround }) => asWord.test(`${says} ${workaround}`));
  const ofRequirements = requirements.filter(({ gherkin }) => asWord.test(gherkin));
  if (told.size + ofFaults.length + ofRequirements.length === 0) return undefined;

  const meanings = [...told].map(([id, { told: one, answers }]) => meaning(id, one, answers, known));
  const about = [...told.values()][0]?.told.cause?.says;
  return {
    address: `errors/${code}`,
    title: code,
    ...(about !== undefined && { about }),
    from: '',
    text: [
      `# ${code}`,
      '',
      ...meanings.flat(),
      ...(ofFaults.length === 0
        ? []
        : [
            '## Faults that show it',
            '',
            '`latchkey doctor URL` tells which of them a store has.',
            '',
            ...ofFaults.map(({ id, title, seen: says }) => `- [${title}](/findings/${id}/). ${says}`),
            '',
          ]),
      ...(ofRequirements.length === 0
        ? []
        : [
            '## Requirements that ask for it',
            '',
            ...ofRequirements.map(({ id, title }) => `- [${id}](/requirements/${id}/): ${title}`),
            '',
          ]),
      '## Is it yours?',
      '',
      'Paste the request and its answer into [Explain](/explain/): it runs in this browser alone.',
      '',
    ].join('\n'),
  };
}

function meaning(
  id: string,
  { cause, causes = [] }: Told,
  answers: readonly Seen[],
  known: ReadonlySet<string>,
): string[] {
  const named = (each: string) => (known.has(each) ? `[\`${each}\`](/findings/${each}/)` : `\`${each}\``);
  const statuses = [...new Set(answers.map(({ status }) => status))].join(', ');
  return [
    `## ${statuses}: ${id}`,
    '',
    cause?.says ?? '',
    '',
    `Fix: ${cause?.fix}`,
    '',
    ...(known.has(id) ? [`More: ${named(id)}`, ''] : []),
    ...(causes.length === 0
      ? []
      : [
          '| what it can be | how to tell | |',
          '|---|---|---|',
          ...causes.map(each => `| ${each.says} | ${each.tell} | ${named(each.id)} |`),
          '',
        ]),
    'Seen on real stores:',
    '',
    '```text',
    ...answers.slice(0, mostShown).map(({ status, message }) => `${status}  ${message}`),
    ...(answers.length > mostShown ? [`… and ${answers.length - mostShown} more`] : []),
    '```',
    '',
  ];
}

const mostShown = 8;
