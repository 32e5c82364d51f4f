import { Section } from '../../page-parts/section.tsx';
import type { WorkbenchSession } from '../view.ts';
import { readSession } from './connection.ts';
import { Failure, useAttempt } from './parts.tsx';

interface ShareProps {
  readonly session: WorkbenchSession | undefined;
  readonly onOpen: (session: WorkbenchSession | undefined) => void;
}

export function ShareView({ session, onOpen }: ShareProps) {
  const [problem, attempt] = useAttempt();
  const open = (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file) attempt(async () => onOpen(readSession(await file.text())));
    input.value = '';
  };
  return (
    <div class="page">
      {problem && <Failure text={problem} />}
      <Section title="Save the traffic">
        <p>Secrets are masked in each of them; addresses and what stands in bodies is not.</p>
        <ul class="cards">
          <li>
            <a href="/workbench/session.json" download>
              Session
            </a>{' '}
            for another workbench: the last 500 requests with all that is told of them
          </li>
          <li>
            <a href="/workbench/traffic.har" download>
              HAR
            </a>{' '}
            for browsers and other tools; <code>latchkey explain</code> reads it
          </li>
          <li>
            <a href="/workbench/traffic.jsonl" download>
              Recording
            </a>{' '}
            with personas in the place of keys, for <code>latchkey replay</code>
          </li>
        </ul>
      </Section>
      <Section title="Open a session">
        <p class="line">
          <label>
            A session that a workbench has saved; it is read here and sent nowhere
            <input
              type="file"
              accept=".json,application/json"
              onChange={event => open(event.currentTarget)}
            />
          </label>
          {session && (
            <button type="button" onClick={() => onOpen(undefined)}>
              Back to the live traffic
            </button>
          )}
        </p>
      </Section>
    </div>
  );
}
