import { render } from 'preact';
import { Verdict } from '../../../page-parts/verdict.tsx';
import type { PageData } from '../data.ts';
import { buttonAt, elementOf, matrixRows } from './matrix.ts';
import { Scenario } from './scenario.tsx';
import { type SheetScenario, unpackedScenario } from './unpack.ts';

/** The sheet with the scenarios of a cell, which the page has an empty dialog for. */
export class Sheet {
  readonly #data: PageData;
  readonly #dialog = elementOf<HTMLDialogElement>('sheet');
  readonly #body = elementOf('sheet-body');
  #current: readonly [row: number, column: number] = [-1, -1];
  #opener: HTMLElement | undefined;

  constructor(data: PageData) {
    this.#data = data;
    for (const [name, step] of [
      ['previous', -1],
      ['next', 1],
    ] as const)
      elementOf(name).addEventListener('click', () => {
        const row = this.#neighbour(step);
        if (row !== undefined) this.open(row, this.#current[1]);
      });
    elementOf('close').addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('click', event => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    this.#dialog.addEventListener('close', () => {
      history.replaceState(null, '', location.pathname + location.search);
      this.#opener?.focus();
    });
  }

  open(row: number, column: number, from?: HTMLElement): void {
    const data = this.#data;
    const target = data.targets[column];
    const requirement = data.rows[row];
    if (requirement === undefined || target === undefined) return;
    const { id, level, title, source, fix } = requirement;
    const scenarios = (data.cells[`${row}:${column}`] ?? []).map(each => unpackedScenario(data, each));
    this.#current = [row, column];
    this.#opener = buttonAt(row, column) ?? from;
    elementOf('sheet-title').textContent = `${id} ${title}`;
    render(
      [target, level, count(data, scenarios)].map(fact => <span key={fact}>{fact}</span>),
      elementOf('sheet-facts'),
    );
    const expected = data.expected.find(each => each.requirement === id && each.target === target);
    const worst = worstOf(data, scenarios);
    render(
      <div key={`${row}:${column}`}>
        <p class="soft">Source: {source}</p>
        {expected && <p class="note">It {expected.text}</p>}
        {worst ? (
          <Verdict
            isBad
            verdict={{
              says: worst.reason ?? '',
              fixes: fix === undefined ? [] : [{ id: '', title: '', fix }],
            }}
          />
        ) : (
          fix !== undefined && <p class="note">Fix: {fix}</p>
        )}
        {scenarios.map((scenario, index) => (
          <Scenario
            key={index}
            scenario={scenario}
            isOnly={scenarios.length === 1}
            isToldAbove={scenario === worst}
          />
        ))}
        {scenarios.length === 0 && <p class="note">None of its scenarios was run.</p>}
      </div>,
      this.#body,
    );
    elementOf<HTMLButtonElement>('previous').disabled = this.#neighbour(-1) === undefined;
    elementOf<HTMLButtonElement>('next').disabled = this.#neighbour(1) === undefined;
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#dialog.scrollTop = 0;
    elementOf('sheet-title').focus();
    history.replaceState(null, '', `#${encodeURIComponent(id)}@${encodeURIComponent(target)}`);
  }

  /** A link to a cell: `#OAUTH-05@staging`. */
  follow(): void {
    const [id, target = ''] = location.hash.slice(1).split('@').map(decoded);
    const row = this.#data.rows.findIndex(each => each.id === id);
    const column = this.#data.targets.indexOf(target);
    if (row >= 0 && column >= 0) this.open(row, column);
  }

  /** The next row that is shown and has a cell that can be opened. */
  #neighbour(step: 1 | -1): number | undefined {
    const [current, column] = this.#current;
    const shown = matrixRows.filter(row => !row.hidden || Number(row.dataset.row) === current);
    const at = shown.findIndex(row => Number(row.dataset.row) === current);
    for (let i = at + step; i >= 0 && i < shown.length; i += step) {
      const row = Number(shown[i]?.dataset.row);
      if (buttonAt(row, column)) return row;
    }
    return undefined;
  }
}

/** The first of those that went worst, where one did: what it says stands on top. */
function worstOf({ outcomes }: PageData, scenarios: readonly SheetScenario[]): SheetScenario | undefined {
  const bad = scenarios.filter(
    ({ outcome, reason }) => (outcome === 'failed' || outcome === 'cannot tell') && reason !== undefined,
  );
  return bad.toSorted((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome))[0];
}

function count({ outcomes }: PageData, scenarios: readonly SheetScenario[]): string {
  const parts = outcomes
    .map(name => [name, scenarios.filter(({ outcome }) => outcome === name).length] as const)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number} ${name}`);
  return parts.join(', ') || 'not run';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
