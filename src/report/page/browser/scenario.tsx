import { useState } from 'preact/hooks';
import { signatureNotes } from '../../../client/http/signature-notes.ts';
import { BaseStrings } from '../../../page-parts/base-strings.tsx';
import { CopyButton } from '../../../page-parts/copy-button.tsx';
import { Messages } from '../../../page-parts/messages.tsx';
import { Section } from '../../../page-parts/section.tsx';
import { Text } from '../../../page-parts/text.tsx';
import { curlCommand } from '../../curl.ts';
import { kindOfOutcome, marks } from '../marks.ts';
import type { SheetExchange, SheetScenario } from './unpack.ts';

interface ScenarioProps {
  readonly scenario: SheetScenario;
  readonly isOnly: boolean;
  /** What it says stands on top of the sheet. */
  readonly isToldAbove: boolean;
}

export function Scenario({ scenario, isOnly, isToldAbove }: ScenarioProps) {
  const { name, place, outcome, duration } = scenario;
  const [isOpen, setOpen] = useState(isOnly || outcome === 'failed');
  return (
    <details
      class={`scenario ${kindOfOutcome(outcome)}`}
      open={isOpen}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span class="mark" aria-hidden="true">
          {marks[outcome]}
        </span>
        <span class="vh">{outcome}</span>
        <span class="name">{name}</span>
        <small>
          {place} · {time(duration)}
        </small>
      </summary>
      {isOpen && <Inside scenario={scenario} isToldAbove={isToldAbove} />}
    </details>
  );
}

/** Made when it is first seen: a run has thousands of exchanges. */
function Inside({ scenario, isToldAbove }: Omit<ScenarioProps, 'isOnly'>) {
  const { outcome, reason, steps, exchanges, exchangeCount, findings } = scenario;
  const isTold = isToldAbove || steps.some(({ message }) => message !== undefined);
  return (
    <div class="inside">
      {!isTold &&
        reason !== undefined &&
        (outcome === 'passed' ? <p>{reason}</p> : <Text label="Why">{reason}</Text>)}
      {findings.length > 0 && (
        <ul class="findings">
          {findings.map(([where, what], index) => (
            <li key={index}>
              <b>{where}</b>: {what}
            </li>
          ))}
        </ul>
      )}
      {steps.length > 0 && (
        <ol class="steps">
          {steps.map(({ keyword, text, status, duration, message }, index) => (
            <li key={index} class={status}>
              <span class="mark" aria-hidden="true">
                {marks[status]}
              </span>
              <span class="text">
                <span class="vh">{status}: </span>
                <b>{keyword}</b> {text}
              </span>
              <span class="time">{status === 'skipped' ? '' : time(duration)}</span>
              {message !== undefined && (
                <Text label={`Why step ${index + 1} failed`}>{message.replace(/(?:\n\s+at .*)+$/, '')}</Text>
              )}
            </li>
          ))}
        </ol>
      )}
      {exchanges.map((exchange, index) => (
        <Exchange
          key={index}
          exchange={exchange}
          isFirstOpen={outcome !== 'passed' || exchanges.length === 1}
        />
      ))}
      {exchangeCount > exchanges.length && (
        <p>
          <small>{exchangeCount} exchange(s), not all of them here: see exchanges.har</small>
        </p>
      )}
    </div>
  );
}

function Exchange({ exchange, isFirstOpen }: { exchange: SheetExchange; isFirstOpen: boolean }) {
  const { request, answer, failure, duration, notes } = exchange;
  const [isOpen, setOpen] = useState(isFirstOpen);
  const signed = Object.fromEntries(notes);
  const client = signed[signatureNotes.client];
  const store = signed[signatureNotes.store];
  const others = notes.filter(([name]) => name !== signatureNotes.client && name !== signatureNotes.store);
  return (
    <details class="exchange" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {request.method} {short(request.url)} → <span class="status">{answer?.status ?? 'no answer'}</span> ·{' '}
        {time(duration)}
      </summary>
      {isOpen && (
        <div>
          <Messages
            {...{ request, answer, failure }}
            action={<CopyButton label="Copy as curl" text={() => curlCommand(request)} />}
          />
          {(client !== undefined || store !== undefined) && (
            <Section
              title="Signature"
              action={client !== undefined && <CopyButton label="Copy the base string" text={() => client} />}
            >
              <BaseStrings signature={{ facts: [], parameters: [], store, client }} />
            </Section>
          )}
          {others.map(([name, note]) => (
            <Section
              key={name}
              title={name.charAt(0).toUpperCase() + name.slice(1)}
              action={<CopyButton label="Copy" text={() => note} />}
            >
              <Text label={name}>{note}</Text>
            </Section>
          ))}
        </div>
      )}
    </details>
  );
}

/** Scheme and host are the target's; a signed query is long. */
function short(url: string): string {
  const path = url.replace(/^https?:\/\/[^/?]*/, '') || '/';
  return path.length > 110 ? `${path.slice(0, 110)}…` : path;
}

function time(milliseconds: number): string {
  return milliseconds < 1000
    ? `${milliseconds < 10 ? milliseconds : Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
