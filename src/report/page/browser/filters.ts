import { elementOf, matrixRows } from './matrix.ts';

/** Shows the rows that have the outcome and the words that are asked for. */
export function makeFilters(): void {
  const search = elementOf<HTMLInputElement>('search');
  const filters = document.querySelector<HTMLElement>('.filters');
  const shownCount = document.querySelector('.shown');
  const nothing = document.querySelector<HTMLElement>('.matrix .nothing');
  const scroll = document.querySelector<HTMLElement>('.matrix .scroll');
  if (!filters || !shownCount || !nothing || !scroll) return;
  const buttons = [...filters.querySelectorAll('button')];
  const searched = matrixRows.map(row => row.querySelector('th')?.textContent.toLowerCase() ?? '');
  let kind = '';

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    matrixRows.forEach((row, index) => {
      const fits =
        (kind === '' || row.dataset.kinds?.split(' ').includes(kind)) &&
        words.every(word => searched[index]?.includes(word));
      row.hidden = !fits;
      if (fits) shown++;
    });
    for (const group of document.querySelectorAll<HTMLElement>('.matrix tbody'))
      group.hidden = !group.querySelector('tr[data-row]:not([hidden])');
    shownCount.textContent =
      kind === '' && words.length === 0 ? '' : `${shown} of ${matrixRows.length} shown`;
    nothing.hidden = shown > 0;
    scroll.hidden = shown === 0;
  };
  const choose = (button: HTMLButtonElement) => {
    kind = button.dataset.kind ?? '';
    for (const each of buttons) each.setAttribute('aria-pressed', String(each === button));
    filter();
  };

  filters.hidden = false;
  search.hidden = false;
  for (const button of buttons) button.addEventListener('click', () => choose(button));
  search.addEventListener('input', filter);
  // What is hidden cannot be a link's goal.
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[href^="#row-"]') : null;
    const goal = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
    if (!goal?.hidden) return;
    search.value = '';
    if (buttons[0]) choose(buttons[0]);
  });
}
