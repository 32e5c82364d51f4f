import { useEffect, useRef } from 'preact/hooks';
import type { ShownExplanation, TrafficDetail, WatchedState } from '../view.ts';
import { BaseStrings } from './base-strings.tsx';
import { api } from './connection.ts';
import { CopyButton, Failure, Section, Text, useAttempt } from './parts.tsx';

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
        <CopyButton text={curl} label="Copy as curl" />
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
      {explanation && (
        <Explanation explanation={explanation} isRefused={row.status >= 400 || row.status === 0} />
      )}
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
      <Section title="Request">
        <Message
          first={`${request.method} ${request.url}`}
          headers={request.headers}
          body={request.body}
          label="The request"
        />
      </Section>
      <Section title="Answer">
        {answer ? (
          <Message
            first={`HTTP ${answer.status}`}
            headers={answer.headers}
            body={answer.body}
            label="The answer"
          />
        ) : (
          <p>No answer came{failure ? `: ${failure}` : ''}.</p>
        )}
      </Section>
    </article>
  );
}

function Explanation({ explanation, isRefused }: { explanation: ShownExplanation; isRefused: boolean }) {
  const { says, fixes, causes, likeliest, notes } = explanation;
  return (
    <section class={`verdict ${isRefused ? 'bad' : 'good'}`} aria-label="Explanation">
      <p class="says">{says}</p>
      {fixes.map(({ id, title, fix }) => (
        <p key={id} class="fix">
          <b>Fix:</b> {title && fixes.length > 1 && `${title}. `}
          {fix} <code>{id}</code>
        </p>
      ))}
      {causes.length > 0 && (
        <ul>
          {causes.map(({ id, says: cause, tell }) => (
            <li key={id}>
              {cause} <small>{tell}</small>
            </li>
          ))}
        </ul>
      )}
      {likeliest && isRefused && <p>{likeliest}</p>}
      {notes.map(note => (
        <p key={note.id}>
          <b>Besides:</b> {note.says} {note.fix}
        </p>
      ))}
    </section>
  );
}

interface MessageProps {
  readonly first: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly label: string;
}

function Message({ first, headers, body, label }: MessageProps) {
  const lines = [first, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return (
    <Text label={label}>
      {lines.join('\n')}
      {body && `\n\n${readable(body)}`}
    </Text>
  );
}

/** JSON of one line is laid out; what is cut or no JSON stays as it is. */
function readable(body: string): string {
  if (!/^\s*[[{]/.test(body)) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
