import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TrafficDetail, TrafficRow, WatchedState } from '../view.ts';
import { ExchangeView } from './exchange.tsx';
import { Failure } from './parts.tsx';

interface TrafficProps {
  readonly rows: readonly TrafficRow[];
  readonly can: WatchedState['can'];
  readonly url: string;
  readonly detailOf: (number: number) => Promise<TrafficDetail>;
  /** Left out where the traffic comes of a file. */
  readonly onClear?: () => void;
}

type Kind = 'all' | 'refused' | 'failed' | 'let in';

const kinds: readonly (readonly [Kind, (row: TrafficRow) => boolean])[] = [
  ['all', () => true],
  ['refused', ({ status }) => status === 401 || status === 403],
  ['failed', ({ status }) => status >= 400 || status === 0],
  ['let in', ({ status }) => status >= 200 && status < 300],
];

export function TrafficView({ rows, can, url, detailOf, onClear }: TrafficProps) {
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<Kind>('all');
  const [selected, setSelected] = useState<number>();
  const [detail, setDetail] = useState<TrafficDetail>();
  const [problem, setProblem] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const isClosed = useRef(false);

  useEffect(() => {
    if (selected === undefined) return setDetail(undefined);
    let isWanted = true;
    // Who holds an arrow key down passes many.
    const timer = setTimeout(() => {
      detailOf(selected).then(
        found => {
          if (!isWanted) return;
          setDetail(found);
          setProblem('');
        },
        error => {
          if (!isWanted) return;
          setDetail(undefined);
          setProblem(error.message);
        },
      );
    }, 60);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [selected, detailOf]);

  const fits = kinds.find(([name]) => name === kind)?.[1] ?? (() => true);
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows
    .filter(row => {
      if (!fits(row)) return false;
      if (wanted.length === 0) return true;
      const text =
        `${row.method} ${row.target} ${row.status} ${row.who} ${row.credentials} ${row.scheme} ${row.why}`.toLowerCase();
      return wanted.every(word => text.includes(word));
    })
    .reverse();
  const close = () => {
    setSelected(undefined);
    setDetail(undefined);
    setProblem('');
    isClosed.current = true;
  };
  // Where the page is narrow an exchange takes the place of the list, and with it its focus; and gives it back.
  useLayoutEffect(() => {
    if (detail && list.current?.offsetParent === null) document.getElementById('exchange')?.focus();
    if (!detail && isClosed.current) list.current?.focus();
    isClosed.current = false;
  }, [detail]);

  return (
    <div class={`traffic${detail === undefined ? '' : ' open'}`}>
      <div class="column">
        <div class="tools">
          <label class="search">
            <span class="hidden">Search the traffic</span>
            <input
              id="search"
              type="search"
              placeholder="Path, status, persona, rule…  ( / )"
              value={words}
              onInput={event => setWords(event.currentTarget.value)}
            />
          </label>
          <fieldset class="kinds">
            <legend class="hidden">Which requests</legend>
            {kinds.map(([name]) => (
              <button key={name} type="button" aria-pressed={kind === name} onClick={() => setKind(name)}>
                {name}
              </button>
            ))}
          </fieldset>
          {onClear && (
            <button type="button" onClick={onClear}>
              Clear
            </button>
          )}
          <span class="count" role="status">
            {shown.length < rows.length
              ? `${shown.length} of ${rows.length}`
              : `${rows.length} ${rows.length === 1 ? 'request' : 'requests'}`}
          </span>
        </div>
        {rows.length === 0 ? <Empty url={url} /> : null}
        <List rows={shown} selected={selected} onSelect={setSelected} listRef={list} />
      </div>
      {problem && <Failure text={problem} />}
      {selected !== undefined && detail && <ExchangeView detail={detail} can={can} onClose={close} />}
    </div>
  );
}

function Empty({ url }: { url: string }) {
  return (
    <p class="empty">
      Nothing was asked yet. Point a client at <code>{url}</code>, and each request appears here as it comes.
    </p>
  );
}

interface ListProps {
  readonly rows: readonly TrafficRow[];
  readonly selected: number | undefined;
  readonly onSelect: (number: number) => void;
  readonly listRef: { current: HTMLDivElement | null };
}

/** Rows beyond what is seen that are in the page, so that scrolling shows no gap. */
const beyond = 10;

/** Only the rows that are seen are in the page: ten thousand cost as much as fifty. The newest is on top. */
function List({ rows, selected, onSelect, listRef }: ListProps) {
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  const rowHeight = useRowHeight();
  const newest = rows[0]?.number ?? 0;
  const before = useRef(newest);

  const look = () => {
    const { current } = listRef;
    if (current) setSeen({ top: current.scrollTop, height: current.clientHeight });
  };
  useLayoutEffect(() => {
    look();
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, []);
  // Who reads further down keeps the place while new ones come on top.
  useLayoutEffect(() => {
    const { current } = listRef;
    const added = rows.findIndex(({ number }) => number <= before.current);
    if (current && current.scrollTop > rowHeight && added > 0) current.scrollTop += added * rowHeight;
    before.current = newest;
    look();
  }, [newest, rows.length]);

  // Who closes an exchange goes on from it.
  const last = useRef(selected);
  if (selected !== undefined) last.current = selected;
  const at = rows.findIndex(({ number }) => number === last.current);
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - beyond);
  const end = Math.min(rows.length, Math.ceil((seen.top + seen.height) / rowHeight) + beyond);
  const move = (to: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    const { current } = listRef;
    if (!row || !current) return;
    const top = rows.indexOf(row) * rowHeight;
    if (top < current.scrollTop) current.scrollTop = top;
    else if (top + rowHeight > current.scrollTop + current.clientHeight)
      current.scrollTop = top + rowHeight - current.clientHeight;
    look();
    onSelect(row.number);
  };
  const page = Math.max(1, Math.floor(seen.height / rowHeight) - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? 0 : at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: rows.length - 1,
  };

  return (
    <div
      class="list"
      role="listbox"
      aria-label="Requests, the newest first"
      tabIndex={0}
      ref={listRef}
      hidden={rows.length === 0}
      aria-activedescendant={
        selected !== undefined && at >= first && at < end ? `row-${selected}` : undefined
      }
      onScroll={look}
      onKeyDown={event => {
        const to = steps[event.key];
        if (to !== undefined) {
          event.preventDefault();
          move(to);
        } else if (event.key === 'Enter') document.getElementById('exchange')?.focus();
      }}
    >
      <div role="presentation" style={{ height: `${rows.length * rowHeight}px`, position: 'relative' }}>
        {rows.slice(first, end).map((row, index) => (
          <Row
            key={row.number}
            row={row}
            top={(first + index) * rowHeight}
            place={first + index + 1}
            count={rows.length}
            isSelected={row.number === selected}
            onSelect={onSelect}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: TrafficRow;
  readonly top: number;
  readonly place: number;
  readonly count: number;
  readonly isSelected: boolean;
  readonly onSelect: (number: number) => void;
}

function Row({ row, top, place, count, isSelected, onSelect }: RowProps) {
  const { number, at, method, target, status, scheme, credentials, who, why, duration } = row;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names the option that is active.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys.
    <div
      id={`row-${number}`}
      role="option"
      aria-selected={isSelected}
      aria-posinset={place}
      aria-setsize={count}
      class="row"
      style={{ top: `${top}px` }}
      onClick={() => onSelect(number)}
    >
      <span class={`status s${Math.floor(status / 100)}`}>{status || '—'}</span>
      <span class="method">{method}</span>
      <span class="target">{target}</span>
      <span class="why">{why}</span>
      <span class="who">
        {who || (credentials === 'none' ? 'nobody' : '?')} · {credentials} · {scheme}
      </span>
      <time>
        {clock(at)}
        {duration === undefined ? '' : ` ${Math.round(duration)} ms`}
      </time>
    </div>
  );
}

const clock = (at: number) => new Date(at).toISOString().slice(11, 19);

/** As page.css has it. */
const heights = { wide: 34, narrow: 60 };

function useRowHeight(): number {
  const query = '(max-width: 48rem)';
  const [isNarrow, setNarrow] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const change = () => setNarrow(list.matches);
    list.addEventListener('change', change);
    return () => list.removeEventListener('change', change);
  }, []);
  return isNarrow ? heights.narrow : heights.wide;
}
