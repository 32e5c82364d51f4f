/** The report's page in the browser: filters, and the sheet with a cell's scenarios. */
import type { PageData } from '../data.ts';
import { makeFilters } from './filters.ts';
import { elementOf, makeButtons } from './matrix.ts';
import { Sheet } from './sheet.tsx';

const data: PageData = JSON.parse(elementOf('data').textContent);
const sheet = new Sheet(data);
makeFilters();
makeButtons((row, column, from) => sheet.open(row, column, from));
for (const link of document.querySelectorAll<HTMLAnchorElement>('a.open'))
  link.addEventListener('click', event => {
    event.preventDefault();
    const row = data.rows.findIndex(({ id }) => id === link.dataset.row);
    sheet.open(row, data.targets.indexOf(link.dataset.target ?? ''), link);
  });
sheet.follow();
addEventListener('hashchange', () => sheet.follow());
