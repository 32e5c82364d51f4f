import type { Paint } from '../paint.ts';
import type { Explained, Explanation } from './explanation.ts';

/** Masks what must not be written; src/redact/redact.ts has it. */
export type Mask = (text: string) => string;

/** The explanation for a person. Everything passes through `mask`. */
export function renderExplanation(explanation: Explanation, mask: Mask, paint: Paint): string {
  const lines: string[] = [];
  const mark = {
    right: 'green',
    mistake: 'red',
    unexplained: 'yellow',
    incomplete: 'yellow',
    unread: 'yellow',
    dies: 'red',
    open: 'green',
    preflight: 'yellow',
    told: 'yellow',
  } as const;
  lines.push(paint(['bold', mark[explanation.verdict]], mask(explanation.says)));
  if (explanation.which) lines.push(`(${explanation.which}.)`);
  lines.push('');

  const { cause, causes = [] } = explanation;
  if (cause) lines.push(`${paint('green', 'Fix:')} ${cause.fix}  (${cause.id})`, '');
  if (causes.length > 0) {
    lines.push('What it can be, and how to tell:');
    for (const { id, says, tell } of causes)
      lines.push(`  ${mask(says)}`, `    ${tell}  (latchkey doctor --explain ${id})`);
    lines.push('');
  }
  explanation.explained.forEach((explained, index) => {
    if (index > 0) return;
    lines.push(...renderExplained(explained, mask, paint));
  });
  const others = explanation.explained.slice(1);
  if (others.length > 0) {
    lines.push('This request cannot tell it from:');
    for (const other of others)
      lines.push(`  ${other.mistakes.map(item => `${item.title} (${item.id})`).join(' + ')}`);
    lines.push('');
  }

  if (explanation.ruledOut.length > 0) {
    lines.push('Ruled out:', ...explanation.ruledOut.map(item => `  ${mask(item)}`), '');
  }
  if (explanation.likeliest) {
    const heading = explanation.verdict === 'unexplained' ? 'Likeliest cause left: ' : '';
    lines.push(`${heading}${mask(explanation.likeliest)}`, '');
  }
  if (explanation.next.length > 0)
    lines.push('To narrow it down, give also', ...explanation.next.map(item => `  ${mask(item)}`), '');
  for (const note of explanation.notes.filter(one => one.id !== cause?.id))
    lines.push(`${paint('yellow', 'Besides:')} ${mask(note.says)}`, `  ${note.fix}`, '');

  lines.push(...renderChecks(explanation, mask, paint), ...renderSteps(explanation, mask, paint));
  return `${lines.join('\n')}\n`;
}

function renderExplained(explained: Explained, mask: Mask, paint: Paint): string[] {
  const lines: string[] = [];
  for (const item of explained.mistakes) {
    lines.push(`${paint('bold', item.title)}  (${item.id}, step: ${item.step})`);
    lines.push(`  ${item.does}${item.detail ? ` Here: ${mask(item.detail)}.` : ''}`);
    lines.push(`  ${paint('green', 'Fix:')} ${item.fix}`);
    for (const note of item.libraries) lines.push(`       ${note.library}: ${note.line}`);
    lines.push('');
  }
  if (explained.difference) {
    const { store, client, marker, at } = maskedDifference(explained, mask);
    lines.push(`The base strings part at character ${at + 1}:`);
    lines.push(`  store   ${store}`, `  client  ${client}`, `          ${paint('red', marker)}`, '');
  }
  return lines;
}

/**
 * The excerpt is masked only where a key stands in it; the marker stays right, because the texts before it are
 * the same in both and are masked alike.
 */
function maskedDifference(explained: Explained, mask: Mask): NonNullable<Explained['difference']> {
  const difference = explained.difference as NonNullable<Explained['difference']>;
  const until = difference.marker.length - 1;
  const same = mask(difference.store.slice(0, until));
  return {
    at: difference.at,
    store: same + mask(difference.store.slice(until)),
    client: same + mask(difference.client.slice(until)),
    marker: `${' '.repeat(same.length)}^`,
  };
}

const marks = { good: ['green', '✓'], bad: ['red', '✗'], open: ['yellow', '?'] } as const;

function renderChecks({ checks }: Explanation, mask: Mask, paint: Paint): string[] {
  if (checks.length === 0) return [];
  const lines = checks.map(({ step, found, mark }) => {
    const [style, sign] = marks[mark];
    return `  ${paint(style, sign)} ${step.padEnd(12)} ${mask(found)}`;
  });
  return [paint('bold', 'What a store does with the request'), ...lines, ''];
}

function renderSteps({ steps, receivedSignature }: Explanation, mask: Mask, paint: Paint): string[] {
  if (steps === undefined) return [];
  const lines = [paint('bold', 'How the store makes the signature')];
  lines.push(`  1 method           ${steps.method}`);
  lines.push(`  2 base string URI  ${mask(steps.baseUri)}`);
  lines.push(
    steps.parameters.length === 0
      ? '  3 parameters       as the base string has them'
      : '  3 parameters, sorted: as PHP sees it → encoded → encoded again',
  );
  for (const item of steps.parameters) {
    const seen = `${item.name}=${item.value}`;
    const sent = item.sent === seen ? '' : `   (sent: ${mask(item.sent)})`;
    lines.push(
      `      ${mask(seen)}${sent}`,
      `        → ${mask(item.encoded)}`,
      `        → ${mask(item.encodedAgain)}`,
    );
  }
  lines.push(`  4 base string      ${mask(steps.baseString)}`);
  lines.push(`  5 key              ${mask(steps.key)}`);
  lines.push(`  6 ${steps.algorithm.padEnd(16)} ${maskSignature(steps.expectedSignature)}`);
  lines.push(
    `    received         ${receivedSignature === undefined ? '(none)' : maskSignature(receivedSignature)}`,
  );
  return lines;
}

/** A signature lets whoever has it in for as long as its nonce is fresh, so only its ends are shown. */
function maskSignature(signature: string): string {
  return signature.length <= 12 ? '****' : `${signature.slice(0, 4)}…${signature.slice(-4)}`;
}
