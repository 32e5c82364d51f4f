import path from 'node:path';
import type { Command } from 'commander';
import { TargetError, UsageError } from '../../mocks/errors.ts';
import { Admin } from '../personas/admin.ts';
import { CreationJournal, type Made } from '../personas/journal.ts';
import { type Removable, remove } from '../personas/maker.ts';
import { createRedactor } from '../redact/redact.ts';
import { surveyStore } from '../targets/survey.ts';
import { openDoor } from '../targets/visit.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import type { CommandIo } from './io.ts';
import { addTargetOptions, oneLiveTarget, type TargetFlags, workFolder } from './targets.ts';

const help = `
A run writes down what it is about to make before it makes it, in ${workFolder}/journal-TARGET.jsonl. When it was ended
in the middle, this removes what is left: users by their log-in name, keys by the marker in their description.

Examples:
  $ latchkey clean --target staging

Exit codes: 0 nothing is left · 2 usage or configuration · 3 something is left, or the store did not answer`;

/** `latchkey clean`: removes what an interrupted run has left on a store. */
export function register(program: Command, io: CommandIo): void {
  addTargetOptions(program.command('clean'))
    .summary('remove what an interrupted run has left on a store')
    .description('Removes the users and keys that an interrupted run has left on a store.')
    .addHelpText('after', help)
    .action(async (flags: TargetFlags) => {
      io.finish(await clean(flags, io));
    });
}

async function clean(flags: TargetFlags, io: CommandIo): Promise<ExitCode> {
  const resolved = oneLiveTarget(flags, io, 'clean');
  const { name } = resolved.stated;
  const journal = new CreationJournal(path.resolve(io.cwd, workFolder), name);
  const open = journal.open();
  if (open.length === 0) {
    io.stdout.write(`${name}: nothing is left\n`);
    return exitCodes.passed;
  }
  const administrator = resolved.administrator ?? resolved.users.get('administrator');
  if (!administrator)
    throw new UsageError(
      `${name}: ${open.map(({ made }) => describeMade(made)).join(', ')} may be left; expected an administrator's log-in in the configuration, to remove it`,
      { code: 'LATCHKEY_CONFIGURATION' },
    );
  const { guest, client } = openDoor(resolved);
  try {
    const where = await surveyStore(
      guest,
      { ...resolved.stated, english: true, legacyApi: false, wcAuth: false },
      { mayBeClosed: true },
    );
    const elsewhere = where.lacks.get('log-in');
    if (elsewhere !== undefined) throw new TargetError({ where: name, what: elsewhere });
    const admin = new Admin(guest, where.wordpress, administrator);
    const things = open.map(({ id, made }): Removable => ({ entry: id, made, removed: false }));
    await admin.logIn();
    await remove(admin, journal, things);
    await admin.logOut().catch(() => {});
    // One line for each marker: the runs do not say how many keys they came to make.
    const lines = new Set(
      things.map(
        ({ made, removed, why }) =>
          `${name}: ${removed ? 'removed' : 'left'} ${describeMade(made)}${why ? ` (${why})` : ''}`,
      ),
    );
    const redactor = createRedactor(resolved.secrets);
    for (const line of lines) io.stdout.write(`${redactor.text(line)}\n`);
    journal.close();
    return things.every(({ removed }) => removed) ? exitCodes.passed : exitCodes.broken;
  } finally {
    await client.close();
  }
}

function describeMade(made: Made): string {
  return made.kind === 'user' ? `the user ${made.login}` : `the keys of ${made.marker}`;
}
