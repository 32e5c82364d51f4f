import { render } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TrafficDetail, WatchedState, WorkbenchSession } from '../view.ts';
import { api, Traffic } from './connection.ts';
import { KeysView } from './keys.tsx';
import { Failure } from './parts.tsx';
import { ShareView } from './share.tsx';
import { StoreView } from './store-view.tsx';
import { TrafficView } from './traffic.tsx';

type Tab = 'Traffic' | 'Keys' | 'Store' | 'Share';

function Workbench() {
  const [, setVersion] = useState(0);
  const [state, setState] = useState<WatchedState>();
  const [problem, setProblem] = useState('');
  const [tab, setTab] = useState<Tab>('Traffic');
  const [session, setSession] = useState<WorkbenchSession>();
  const traffic = useMemo(() => new Traffic(() => setVersion(version => version + 1)), []);
  useEffect(() => traffic.follow(), [traffic]);

  const refresh = useCallback(async () => {
    try {
      setState(await api.state());
      setProblem('');
    } catch (error) {
      setProblem(`The listener does not answer: ${(error as Error).message}`);
    }
  }, []);
  useEffect(() => void refresh(), [refresh, tab, traffic.isConnected]);

  // A slash goes to the search, as in many tools.
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest('input, select, textarea');
      const search = document.getElementById('search');
      if (event.key !== '/' || isTyping || !search) return;
      event.preventDefault();
      search.focus();
    };
    addEventListener('keydown', go);
    return () => removeEventListener('keydown', go);
  }, []);

  const detailOf = useCallback(
    async (number: number): Promise<TrafficDetail> => {
      const found = session?.traffic.find(({ row }) => row.number === number);
      return found ?? api.exchange(number);
    },
    [session],
  );
  const sessionRows = useMemo(() => session?.traffic.map(({ row }) => row), [session]);

  if (!state) return <main>{problem ? <Failure text={problem} /> : <p>Asking the listener…</p>}</main>;
  const tabs: readonly Tab[] = state.can.includes('keys')
    ? ['Traffic', 'Keys', 'Store', 'Share']
    : ['Traffic', 'Store', 'Share'];
  return (
    <>
      <header class="top">
        <h1>Latchkey</h1>
        <Tabs tabs={tabs} tab={tab} onTab={setTab} />
        <p class={`live${traffic.isConnected ? '' : ' lost'}`} role="status">
          {session
            ? 'A session of a file'
            : traffic.isConnected
              ? 'live'
              : 'the listener has gone; trying again'}
          {state.faults.length > 0 &&
            ` · ${state.faults.length === 1 ? 'fault' : 'faults'}: ${state.faults.join(', ')}`}
        </p>
      </header>
      <main>
        <div id="panel" role="tabpanel" aria-label={tab}>
          {tab !== 'Traffic' && <h2 class="hidden">{tab}</h2>}
          {problem && <Failure text={problem} />}
          {tab === 'Traffic' && (
            <TrafficView
              key={session ? 'file' : 'live'}
              rows={sessionRows ?? traffic.rows}
              can={session ? [] : state.can}
              url={state.url}
              detailOf={detailOf}
              {...(!session && { onClear: () => void api.clear() })}
            />
          )}
          {tab === 'Keys' && <KeysView state={state} onChange={refresh} />}
          {tab === 'Store' && <StoreView state={state} onChange={refresh} />}
          {tab === 'Share' && (
            <ShareView
              session={session}
              onOpen={opened => {
                setSession(opened);
                setTab('Traffic');
              }}
            />
          )}
        </div>
      </main>
    </>
  );
}

interface TabsProps {
  readonly tabs: readonly Tab[];
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
}

/** Arrow keys go from tab to tab (ARIA Authoring Practices, Tabs). */
function Tabs({ tabs, tab, onTab }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const step = (by: number) => {
    const index = (tabs.indexOf(tab) + by + tabs.length) % tabs.length;
    onTab(tabs[index] as Tab);
    (list.current?.children[index] as HTMLElement | undefined)?.focus();
  };
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label="Views"
      ref={list}
      onKeyDown={event => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        step(by);
      }}
    >
      {tabs.map(name => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === tab}
          aria-controls="panel"
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

const root = document.getElementById('root');
if (root) render(<Workbench />, root);
