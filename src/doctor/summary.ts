/** The first lines: is it the key, the client or the host; what to do; whom to send it to. */
import { layerName } from '../../mocks/faults.ts';
import { isServer } from './fixes.ts';
import type { Report, ReportedFinding } from './report.ts';
import { wayProbes } from './way.ts';

/** One line: the verdict by itself. */
export function headline(report: Report): string {
  const { kind, blame } = report.verdict;
  const first = firstOf(report);
  if (isOfPart(report))
    return `Nothing was found in what was asked alone: ${listed(report.only ?? [])}. The rest of the store was not looked at.`;
  switch (kind) {
    case 'healthy':
      return `Healthy: the key is let in ${listed(report.verdict.key?.ways ?? [])}.`;
    case 'open':
      return 'Open to keys, as far as can be seen without one.';
    case 'not proven':
      return `Not proven healthy: nothing was found that keeps clients out, and it was not seen ${listed(report.verdict.missing)}.`;
    case 'not reached':
      return `The store was not reached.${first ? ` ${first.title}.` : ` ${report.probes[0]?.answer ?? ''}.`}`;
    case 'warning':
    case 'fault':
      return first
        ? `${blameInWords[blame]} ${first.title} (${layerName(first.layer)}, ${first.certainty}).`
        : '';
  }
}

/** Asked with `--only`, and nothing was found: that is no verdict on the store. */
export function isOfPart({ only, verdict: { kind } }: Report): boolean {
  return only !== null && ['healthy', 'open', 'not proven'].includes(kind);
}

const blameInWords = {
  nobody: '',
  key: 'It is the key.',
  client: 'It is your client.',
  host: 'It is the host.',
  store: "It is the store's WordPress.",
} as const;

/** What is known besides: of the key, of what was not seen, of what to do and whom to ask. */
export function summary(report: Report): string[] {
  const { kind, ask } = report.verdict;
  const first = firstOf(report);
  if (isOfPart(report)) return [];
  return [
    ...keyLines(report),
    ...(kind === 'healthy' || kind === 'open' ? report.verdict.proof : []),
    ...(first ? [`To do: ${toDo(first, report)}`] : []),
    ...(ask === null ? [] : [`Send it to: ${ask}`]),
  ];
}

/** The finding to mend first: the first above information. */
function firstOf({ findings, reached }: Report): ReportedFinding | undefined {
  return findings.find(({ level }) => level !== 'information' || !reached);
}

/** Who can put a fix in, where that is said by what it is for. */
const ofClient = ['client'];
const ofStore = ['WordPress', 'WooCommerce', 'wp-config.php', 'any'];

/** What is to be done and whom it is sent to must not be two things: the first fix that is theirs. */
function toDo({ fixes, id }: ReportedFinding, { servers: seen, verdict: { blame } }: Report): string {
  const atHand = fixes.filter(each => each.atHand);
  const theirs = { client: ofClient, store: ofStore }[blame as string];
  const fix = atHand.find(({ server }) => theirs?.includes(server)) ?? atHand[0] ?? fixes[0];
  if (!fix) return `latchkey doctor --explain ${id}`;
  const servers = new Set(atHand.map(({ server }) => server).filter(isServer));
  if (isServer(fix.server) && !seen.includes(fix.server) && servers.size > 2)
    return `the fix below for the server in front of PHP, which does not show itself: ${listed([...servers], 'or')}`;
  const line =
    fix.lines.split('\n').length === 1 && fix.lines !== '' ? `: ${fix.lines}` : ', with the lines below';
  const others = atHand.filter(other => other !== fix && other.server === fix.server).length;
  const more = others > 0 && isServer(fix.server) ? ` (or another of the fixes for ${fix.server} below)` : '';
  return `${fix.server === 'any' || fix.server === 'client' ? '' : `${fix.server}, `}${fix.where}${line}${more}`;
}

function keyLines(report: Report): string[] {
  const {
    hasKey,
    verdict: { key, kind },
  } = report;
  if (!hasKey || !key)
    return kind === 'open' || kind === 'fault' || kind === 'warning'
      ? ['A key (--key, see --help) tells more: it was not tried whether keys are let in.']
      : [];
  if (key.ways.length === 0) {
    if (kind === 'not reached') return [];
    return [wasShown(report) ? 'The key is not let in.' : `The key was not tried${whyNotShown(report)}.`];
  }
  const having = (answer: string) => ({
    lists: key.resources.filter(each => each.answer === answer).map(({ resource }) => resource),
    methods: key.methods.filter(each => each.answer === answer).map(({ method }) => method),
  });
  const [may, not, refused] = [having('allowed'), having('forbidden'), having('refused')];
  const isSeen = key.methods.some(({ answer }) => answer !== 'not asked');
  const writes = isSeen
    ? `may ${listed(may.methods) || 'not write'}`
    : 'it was not seen whether it may write';
  const lines = [
    ...(kind === 'healthy' ? [] : [`The key is let in ${listed(key.ways)}.`]),
    `It reads ${listed(may.lists) || 'nothing'}, and ${writes}.`,
  ];
  const forbidden = [...not.lists, ...not.methods];
  if (forbidden.length > 0) lines.push(`WooCommerce allows it no ${listed(forbidden, 'or')}.`);
  const pairs = (answer: string): string[] =>
    may.methods.flatMap(method => {
      const at = key.pairs.filter(pair => pair.method === method && pair.answer === answer);
      return at.length === 0 ? [] : [`${method} of ${listed(at.map(({ resource }) => resource))}`];
    });
  if (pairs('forbidden').length > 0)
    lines.push(`WooCommerce allows it no ${listed(pairs('forbidden'), 'or')}.`);
  if (pairs('refused').length > 0) lines.push(`Something else refuses ${listed(pairs('refused'))}.`);
  const other = [...refused.lists, ...refused.methods];
  if (other.length > 0) lines.push(`Something other than its rights keeps it from ${listed(other)}.`);
  return lines;
}

/** The probes that send the key as it was given. */
function wasShown({ probes }: Report): boolean {
  return probes.some(({ id }) => wayProbes.some(way => way === id));
}

function whyNotShown({ notSent }: Report): string {
  const left = notSent.find(({ id }) => wayProbes.some(way => way === id));
  return left === undefined ? '' : `: ${left.reason}`;
}

function listed(names: readonly string[], and = 'and'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
}
