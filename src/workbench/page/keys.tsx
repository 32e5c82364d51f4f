import { useState } from 'preact/hooks';
import { CopyButton } from '../../page-parts/copy-button.tsx';
import { Section } from '../../page-parts/section.tsx';
import { Text } from '../../page-parts/text.tsx';
import type { ShownKey, WatchedState } from '../view.ts';
import { api } from './connection.ts';
import { Failure, useAttempt } from './parts.tsx';
import { snippets } from './snippets.ts';

interface KeysProps {
  readonly state: WatchedState;
  readonly onChange: () => Promise<void>;
}

export function KeysView({ state, onChange }: KeysProps) {
  const [problem, attempt] = useAttempt();
  const [made, setMade] = useState<Pick<ShownKey, 'consumerKey' | 'consumerSecret'>>();
  const change = (work: () => Promise<unknown>) =>
    attempt(async () => {
      await work();
      await onChange();
    });
  const make = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    change(async () => setMade(await api.makeKey(String(form.get('user')), String(form.get('permissions')))));
  };
  return (
    <div class="page">
      {problem && <Failure text={problem} />}
      <Section title="Keys">
        {state.keys.map(key => (
          <KeyCard
            key={key.id}
            shown={key.consumerKey === made?.consumerKey ? { ...key, ...made } : key}
            state={state}
            onRevoke={() => change(() => api.revoke(key.id))}
          />
        ))}
        {state.keys.length === 0 && <p>No key works now. Make one, or put the store back.</p>}
      </Section>
      <Section title="Make a key">
        <form class="line" onSubmit={make}>
          <label>
            User
            <select name="user">
              {state.users.map(({ id, login, role }) => (
                <option key={id} value={login}>
                  {login} ({role})
                </option>
              ))}
            </select>
          </label>
          <label>
            May
            <select name="permissions">
              <option value="read_write">read and write</option>
              <option value="read">read</option>
              <option value="write">write</option>
            </select>
          </label>
          <button type="submit">Make</button>
        </form>
        <p role="status">{made ? `Made: ${made.consumerKey}. It stands in the list above.` : ''}</p>
      </Section>
      <Section title="Users">
        <ul class="cards">
          {state.users.map(({ id, login, role, password }) => (
            <li key={id}>
              <b>{login}</b> {role}
              {password !== undefined && (
                <>
                  {' '}
                  · password <code>{password}</code>
                </>
              )}
              <button type="button" onClick={() => change(() => api.deleteUser(login))}>
                Delete<span class="hidden"> {login}</span>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      <GrantingPage url={state.url} />
    </div>
  );
}

interface KeyCardProps {
  readonly shown: ShownKey;
  readonly state: WatchedState;
  readonly onRevoke: () => void;
}

function KeyCard({ shown, state, onRevoke }: KeyCardProps) {
  const { name, login, permissions, consumerKey, consumerSecret } = shown;
  const [chosen, setChosen] = useState(0);
  const all = snippets(shown, state.url, state.ca);
  const snippet = all[chosen] ?? all[0];
  return (
    <details class="card">
      <summary>
        <b>{name}</b> {permissions} · {login}
        <code>{consumerKey}</code>
      </summary>
      <dl class="facts">
        <div>
          <dt>consumer key</dt>
          <dd>{consumerKey}</dd>
        </div>
        <div>
          <dt>consumer secret</dt>
          <dd>{consumerSecret ?? 'as in your fixture; it is not shown here'}</dd>
        </div>
      </dl>
      <p class="line">
        <label>
          As
          <select value={chosen} onChange={event => setChosen(Number(event.currentTarget.value))}>
            {all.map((one, index) => (
              <option key={one.name} value={index}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <CopyButton text={() => snippet?.text ?? ''} label="Copy" />
        <button type="button" onClick={onRevoke}>
          Revoke<span class="hidden"> {name}</span>
        </button>
      </p>
      <Text label={`${name}: ${snippet?.name}`}>{snippet?.text}</Text>
    </details>
  );
}

/** WooCommerce's page on which a merchant grants an app a key. */
function GrantingPage({ url }: { url: string }) {
  const [app, setApp] = useState({
    app_name: 'My app',
    scope: 'read_write',
    user_id: '1',
    return_url: 'https://localhost/done',
    callback_url: 'https://localhost/keys',
  });
  const query = Object.entries(app)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const fields = {
    app_name: 'App',
    scope: 'Scope',
    user_id: 'User id',
    return_url: 'Return URL',
    callback_url: 'Callback',
  };
  return (
    <Section title="Granting page">
      <p>
        Where an app sends a merchant to be granted a key. The key is posted to the callback, which takes
        https.
      </p>
      <form class="line" onSubmit={event => event.preventDefault()}>
        {Object.entries(fields).map(([name, label]) => (
          <label key={name}>
            {label}
            <input
              value={app[name as keyof typeof app]}
              onInput={event => setApp({ ...app, [name]: event.currentTarget.value })}
            />
          </label>
        ))}
      </form>
      <p>
        <a href={`${url}/wc-auth/v1/authorize?${query}`} target="_blank" rel="noreferrer noopener">
          Open the granting page
        </a>
      </p>
    </Section>
  );
}
