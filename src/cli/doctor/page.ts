/** `latchkey doctor --explain`. */
import { UsageError } from '../../../mocks/errors.ts';
import { faultPage } from '../../doctor/fault-page.ts';
import { faultById, faults } from '../../doctor/faults/catalogue.ts';
import { probePage } from '../../doctor/probe-page.ts';
import { probeById, probes } from '../../doctor/probes/index.ts';
import { causePage, namedCauses } from '../../explain/cause-page.ts';
import { mistakePage } from '../../explain/mistake-page.ts';
import { mistakes } from '../../explain/mistakes/index.ts';
import { findingAddress } from '../../finding-address.ts';
import type { CommandIo } from '../io.ts';
import { pageOnTerminal } from '../page-on-terminal.ts';
import { didYouMean } from './did-you-mean.ts';
import { columnsOf } from './terminal.ts';

/** Markdown for a file or a pipe; on a terminal as it is read there. */
export function shownPage(id: string, io: CommandIo): string {
  const markdown = page(id);
  return io.stdout.isTTY ? pageOnTerminal(markdown, columnsOf(io)) : markdown;
}

function page(id: string): string {
  const fault = faultById(id);
  if (fault) return `${faultPage(fault)}\nThis page: ${findingAddress('fault', id)}\n`;
  const mistake = mistakes.find(each => each.id === id);
  if (mistake) return mistakePage(mistake);
  const probe = probeById(id);
  if (probe) return probePage(probe);
  const causes = namedCauses();
  const cause = causes.find(each => each.id === id);
  if (cause) return causePage(cause);
  throw new UsageError(
    { where: `--explain ${id}`, what: 'there is no such fault, probe or mistake' },
    {
      advice: `${didYouMean(id, [...faults, ...probes, ...mistakes, ...causes])}latchkey doctor --list names them.`,
    },
  );
}
