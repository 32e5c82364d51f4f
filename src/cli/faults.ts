import type { Command } from 'commander';
import { didYouMean } from '../../mocks/did-you-mean.ts';
import { UsageError } from '../../mocks/errors.ts';
import { describeFaults, type FaultDescription, layerName } from '../../mocks/faults.ts';
import { many } from '../report/words.ts';
import type { CommandIo } from './io.ts';
import { printedJson } from './print-json.ts';

const help = `
A fault is switched on by its name, with parameters after a colon: cache:seconds=600,key=url
Every fault that has them takes path=/wp-json/wc/ (requests below a path), share=0.3 (a share of requests) and
seed=7 (the same share every time). Several stand in the order that a request passes them.

Examples:
  $ latchkey serve --fault strip-authorization --fault cache:seconds=600
  $ latchkey verify --fault tls-ends-at-proxy
  $ latchkey faults cache slow              these two alone
  $ latchkey faults --json

Exit codes: 0 always · 2 usage`;

/** `latchkey faults`: what can be put between a client and the simulated store, and what the client sees of it. */
export function register(program: Command, io: CommandIo): void {
  program
    .command('faults')
    .summary('list the hosting faults that the simulated store can show')
    .description('Lists what can go wrong between a client and the store, and what the client sees of it.')
    .argument('[fault...]', 'these alone, by their names')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', help)
    .action((names: readonly string[], flags: { readonly json?: boolean }) => {
      const described = names.length === 0 ? describeFaults() : names.map(describedFault);
      io.stdout.write(
        flags.json ? printedJson('faults', { faults: described }) : asText(described, width(io)),
      );
    });
}

function describedFault(name: string): FaultDescription {
  const all = describeFaults();
  const fault = all.find(({ id }) => id === name);
  if (fault !== undefined) return fault;
  const meant = didYouMean(
    name,
    all.map(({ id }) => id),
  );
  throw new UsageError(
    { where: `faults ${name}`, what: 'there is no such hosting fault' },
    { advice: `${meant === undefined ? '' : `${meant} `}latchkey faults lists them.` },
  );
}

function width(io: CommandIo): number {
  return Math.min(Math.max(io.stdout.columns ?? 100, 40), 120);
}

/** The faults by layer, the client's end first. */
function asText(described: readonly FaultDescription[], columns: number): string {
  const layers = [...new Set(described.map(fault => fault.layer))];
  const sections = layers.map(layer => {
    const entries = described.filter(fault => fault.layer === layer).map(fault => entry(fault, columns));
    return `${layerName(layer)}\n\n${entries.join('\n')}`;
  });
  return `${sections.join('\n')}\n${many(described.length, 'fault')}. Each can be switched on with --fault NAME.\n`;
}

const common = new Set(['path', 'share', 'seed']);

function entry(fault: FaultDescription, columns: number): string {
  const own = fault.parameters.filter(({ name }) => !common.has(name));
  const lines = [
    `  ${fault.id}`,
    ...wrapped(`${fault.title}.`, columns, '    '),
    ...wrapped(fault.seen, columns, '    '),
    ...own.flatMap(parameter =>
      wrapped(
        `${parameter.name}=${parameter.default}  ${parameter.about}; ${parameter.expected}`,
        columns,
        '      ',
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function wrapped(text: string, columns: number, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length > indent.length && line.length + word.length + 1 > columns) {
      lines.push(line.trimEnd());
      line = `${indent}${word} `;
    } else line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
