import { useEffect, useState } from 'preact/hooks';
import { Section } from '../../page-parts/section.tsx';
import type { ShownFault, WatchedState } from '../view.ts';
import { api } from './connection.ts';
import { Failure, useAttempt } from './parts.tsx';

interface StoreProps {
  readonly state: WatchedState;
  readonly onChange: () => Promise<void>;
}

export function StoreView({ state, onChange }: StoreProps) {
  const [problem, attempt] = useAttempt();
  const change = (work: () => Promise<unknown>) =>
    attempt(async () => {
      await work();
      await onChange();
    });
  const { can } = state;
  return (
    <div class="page">
      {problem && <Failure text={problem} />}
      <Section title={state.title}>
        <dl class="pairs">
          {state.facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {can.includes('keys') && (
            <div>
              <dt>nonces remembered</dt>
              <dd>{state.nonces}</dd>
            </div>
          )}
        </dl>
        {can.includes('reset') && (
          <p>
            <button type="button" onClick={() => change(api.reset)}>
              Put everything back
            </button>{' '}
            data, keys, users, nonces, faults and clock
          </p>
        )}
      </Section>
      {can.includes('site') && state.site && <Site site={state.site} change={change} />}
      {can.includes('clock') && <Clock now={state.now} change={change} />}
      {can.includes('webhooks') && <Webhooks webhooks={state.webhooks} change={change} />}
      {can.includes('faults') && <Faults active={state.faults} change={change} />}
    </div>
  );
}

type Change = (work: () => Promise<unknown>) => Promise<void>;

/** The settings of WordPress and WooCommerce that change what every request is answered. */
function Site({ site, change }: { site: NonNullable<WatchedState['site']>; change: Change }) {
  const rows = [
    ['Maintenance mode: every request is answered 503', site.maintenance, { maintenance: !site.maintenance }],
    ['Coming soon: visitors see a page that says so', site.comingSoon, { comingSoon: !site.comingSoon }],
    [
      'Plain permalinks: the API is asked by ?rest_route=',
      site.permalinks === 'plain',
      { permalinks: site.permalinks === 'plain' ? 'pretty' : 'plain' },
    ],
    [
      'Somebody has made an application password',
      site.applicationPasswords,
      { applicationPasswords: !site.applicationPasswords },
    ],
  ] as const;
  return (
    <Section title="Site">
      {rows.map(([label, isOn, other]) => (
        <label key={label} class="switch">
          <input
            type="checkbox"
            checked={isOn}
            onChange={event => {
              // What is shown is what the store says.
              event.currentTarget.checked = isOn;
              change(() => api.switchSite(other));
            }}
          />
          {label}
        </label>
      ))}
    </Section>
  );
}

function Clock({ now, change }: { now: number; change: Change }) {
  const [text, setText] = useState('');
  const stop = (event: SubmitEvent) => {
    event.preventDefault();
    change(() => api.clock(Number(text.trim() || now)));
  };
  return (
    <Section title="Clock">
      <p>
        {new Date(now * 1000).toISOString().replace('T', ' ').slice(0, 19)} UTC · {now}
      </p>
      <form class="line" onSubmit={stop}>
        <label>
          Unix seconds
          <input
            inputMode="numeric"
            value={text}
            placeholder={String(now)}
            onInput={event => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit">Stop it there</button>
        <button type="button" onClick={() => change(() => api.clock(now + 3600))}>
          Stop it an hour ahead
        </button>
        <button type="button" onClick={() => change(() => api.clock(null))}>
          Let it run
        </button>
      </form>
    </Section>
  );
}

function Webhooks({ webhooks, change }: { webhooks: WatchedState['webhooks']; change: Change }) {
  const [said, setSaid] = useState('');
  const send = (event: SubmitEvent, webhook: number) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    change(async () => {
      setSaid('');
      const { deliveries } = await api.deliver(
        webhook,
        Number(form.get('id')),
        String(form.get('signature')),
      );
      setSaid(deliveries.map(({ status, error }) => `Answered ${status ?? error}.`).join(' '));
    });
  };
  return (
    <Section title="Webhooks">
      {webhooks.length === 0 && (
        <p>
          There is none. A client makes one: <code>POST /wp-json/wc/v3/webhooks</code> with a topic and a
          delivery_url.
        </p>
      )}
      {webhooks.map(({ id, name, topic, status, deliveryUrl }) => (
        <form key={id} class="line card" onSubmit={event => send(event, id)}>
          <span>
            <b>{topic}</b> {name} · {status} · {deliveryUrl}
          </span>
          <label>
            Of the id
            <input name="id" inputMode="numeric" required size={6} />
          </label>
          <label>
            Signature
            <select name="signature">
              <option value="right">right</option>
              <option value="wrong">wrong</option>
            </select>
          </label>
          <button type="submit">Send now</button>
        </form>
      ))}
      <p role="status">{said}</p>
    </Section>
  );
}

function Faults({ active, change }: { active: readonly string[]; change: Change }) {
  const [faults, setFaults] = useState<readonly ShownFault[]>([]);
  const [words, setWords] = useState('');
  useEffect(() => void api.faults().then(({ faults: all }) => setFaults(all)), []);
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = faults.filter(({ id, layer, title, seen }) =>
    wanted.every(word => `${id} ${layer} ${title} ${seen}`.toLowerCase().includes(word)),
  );
  const layers = [...new Set(shown.map(({ layer }) => layer))];
  const switched = (id: string, text: string | undefined) => {
    const others = active.filter(one => idOf(one) !== id);
    return change(() => api.switchFaults(text === undefined ? others : [...others, text]));
  };
  return (
    <Section title="Faults between client and store">
      <p class="line">
        <label>
          Search
          <input type="search" value={words} onInput={event => setWords(event.currentTarget.value)} />
        </label>
        <span role="status">
          {active.length === 0 ? 'None is switched on' : `Switched on: ${active.join(', ')}`}
        </span>
        {active.length > 0 && (
          <button type="button" onClick={() => change(() => api.switchFaults([]))}>
            All off
          </button>
        )}
      </p>
      {layers.map(layer => (
        <section key={layer} class="layer">
          <h4>{layer}</h4>
          {shown
            .filter(fault => fault.layer === layer)
            .map(fault => (
              <Fault
                key={fault.id}
                fault={fault}
                active={active.find(text => idOf(text) === fault.id)}
                onSwitch={text => switched(fault.id, text)}
              />
            ))}
        </section>
      ))}
    </Section>
  );
}

const idOf = (text: string) => text.split(':', 1)[0]?.trim();

interface FaultProps {
  readonly fault: ShownFault;
  /** As it is switched on. */
  readonly active: string | undefined;
  readonly onSwitch: (text: string | undefined) => Promise<void>;
}

function Fault({ fault, active, onSwitch }: FaultProps) {
  const { id, title, seen, parameters } = fault;
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const given = Object.entries(values).filter(([, value]) => value.trim() !== '');
  const text =
    given.length === 0 ? id : `${id}:${given.map(([name, value]) => `${name}=${value}`).join(',')}`;
  return (
    <div class={`fault${active === undefined ? '' : ' on'}`}>
      <label class="switch">
        <input
          type="checkbox"
          checked={active !== undefined}
          onChange={event => {
            // What is shown is what the store says: a fault that cannot be switched on stays off.
            event.currentTarget.checked = active !== undefined;
            onSwitch(active === undefined ? text : undefined);
          }}
        />
        <b>{id}</b> {title}.
      </label>
      <p>{seen}</p>
      {parameters.length > 0 && (
        <details>
          <summary>
            Parameters<span class="hidden"> of {id}</span>
          </summary>
          <div class="line">
            {parameters.map(({ name, default: usual, about, expected }) => (
              <label key={name}>
                {name}
                <input
                  value={values[name] ?? ''}
                  placeholder={usual}
                  title={`${about}; ${expected}`}
                  onInput={event => setValues({ ...values, [name]: event.currentTarget.value })}
                />
                <small>{about}</small>
              </label>
            ))}
            <button type="button" onClick={() => onSwitch(text)}>
              {active === undefined ? 'Switch on' : 'Switch on anew'} as {text}
            </button>
          </div>
        </details>
      )}
    </div>
  );
}
