import { useEffect, useRef } from 'preact/hooks';
import { BaseStrings } from '../../page-parts/base-strings.tsx';
import { CopyButton } from '../../page-parts/copy-button.tsx';
import { Messages } from '../../page-parts/messages.tsx';
import { Section } from '../../page-parts/section.tsx';
import { Verdict } from '../../page-parts/verdict.tsx';
import type { TrafficDetail, WatchedState } from '../view.ts';
import { api } from './connection.ts';
import { Failure, useAttempt } from './parts.tsx';

interface ExchangeProps {
  readonly detail: TrafficDetail;
  readonly can: WatchedState['can'];
  readonly onClose: () => void;
}

/** All that is known of one exchange. */
export function ExchangeView({ detail, can, onClose }: ExchangeProps) {
  const { row, request, answer, failure, curl, judgements, explanation } = detail;
  const top = useRef<HTMLElement>(null);
  const [problem, attempt] = useAttempt();
  useEffect(() => top.current?.scrollTo(0, 0), [row.number]);
  return (
    <article
      class="exchange"
      id="exchange"
      ref={top}
      tabIndex={-1}
      aria-label={`Request ${row.number}`}
      onKeyDown={event => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header>
        <h2>
          <span class={`status s${Math.floor(row.status / 100)}`}>{row.status || 'no answer'}</span>{' '}
          {row.method} <span class="target">{row.target.split('?', 1)[0]}</span>
        </h2>
        <button type="button" class="close" onClick={onClose}>
          Close
        </button>
      </header>
      <p class="actions">
        <CopyButton text={() => curl} label="Copy as curl" />
        {can.includes('replay') && (
          <button type="button" onClick={() => attempt(() => api.replay(row.number, false))}>
            Replay as sent
          </button>
        )}
        {can.includes('sign') && (
          <button type="button" onClick={() => attempt(() => api.replay(row.number, true))}>
            Replay with a right signature
          </button>
        )}
      </p>
      {problem && <Failure text={problem} />}
      {explanation && <Verdict verdict={explanation} isBad={row.status >= 400 || row.status === 0} />}
      {explanation?.signature && (
        <Section title="Signature">
          <BaseStrings signature={explanation.signature} />
        </Section>
      )}
      {judgements.length > 0 && (
        <Section title="What the store made of it">
          <ol class="judgements">
            {judgements.map((judgement, index) => (
              <li key={index} class={judgement.outcome === 'refused' ? 'bad' : ''}>
                <b>{judgement.rule}</b> {judgement.outcome}: {judgement.detail}
                {judgement.source && <small>Source: {judgement.source}</small>}
              </li>
            ))}
          </ol>
        </Section>
      )}
      {explanation && explanation.checks.length > 0 && (
        <Section title="Steps of the judgement, by the request alone">
          <ol class="checks">
            {explanation.checks.map(({ step, found, mark }) => (
              <li key={step} class={mark}>
                <span aria-hidden="true">{{ good: '✓', bad: '✗' }[mark] ?? '?'}</span>
                <b>{step}</b> {found}
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Messages {...{ request, answer, failure }} />
    </article>
  );
}
