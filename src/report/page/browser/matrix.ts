/** The table of the page, as `matrix.ts` and `filtered.ts` of the folder above have made it. */

/** @throws {TypeError} for what the page has not. */
export function elementOf<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (element === null) throw new TypeError(`the page has no #${id}`);
  return element as Kind;
}

export const matrixRows = [...document.querySelectorAll<HTMLTableRowElement>('.matrix tr[data-row]')];

/** What opens a cell; undefined where there is nothing to open. */
export function buttonAt(row: number, column: number): HTMLButtonElement | undefined {
  return (
    matrixRows
      .find(each => each.dataset.row === String(row))
      ?.cells[column + 1]?.querySelector<HTMLButtonElement>('button.act') ?? undefined
  );
}

/** Makes buttons of what without JavaScript is text, and gives the arrow keys their meaning. */
export function makeButtons(open: (row: number, column: number, from: HTMLElement) => void): void {
  for (const span of document.querySelectorAll('.matrix .act')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'act';
    button.setAttribute('aria-haspopup', 'dialog');
    button.append(...span.childNodes);
    span.replaceWith(button);
  }
  const table = document.querySelector<HTMLTableElement>('.matrix table');
  table?.addEventListener('click', event => {
    const button = buttonOf(event);
    const cell = button?.closest('td');
    if (button && cell) open(Number(cell.closest('tr')?.dataset.row), cell.cellIndex - 1, button);
  });
  table?.addEventListener('keydown', event => {
    const step = steps[event.key];
    const cell = buttonOf(event)?.closest('td');
    if (!step || !cell) return;
    const shown = matrixRows.filter(row => !row.hidden);
    const row = shown[shown.indexOf(cell.parentElement as HTMLTableRowElement) + step[0]];
    const next = row?.cells[cell.cellIndex + step[1]]?.querySelector<HTMLButtonElement>('button.act');
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function buttonOf({ target }: Event): HTMLButtonElement | null {
  return target instanceof Element ? target.closest<HTMLButtonElement>('button.act') : null;
}
