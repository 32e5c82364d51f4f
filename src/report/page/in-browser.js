/* global curlCommand */
// The report's page: filters, and the sheet with a cell's scenarios. It runs in the browser, as it stands here.
(() => {
  const marks = { passed: '✓', failed: '✗', 'cannot tell': '?', skipped: '–' };
  const classes = { passed: 'passed', failed: 'failed', 'cannot tell': 'unknown', skipped: 'skipped' };
  // In the order of the packed numbers.
  const outcomes = ['failed', 'cannot tell', 'passed', 'skipped'];
  const statuses = ['passed', 'failed', 'skipped'];

  const data = JSON.parse(document.getElementById('data').textContent);
  const rows = [...document.querySelectorAll('.matrix tr[data-row]')];
  const search = document.getElementById('search');
  const filters = document.querySelector('.filters');
  const sheet = document.getElementById('sheet');
  const text = number => (number < 0 ? undefined : data.strings[number]);

  /** An element with attributes and children; text goes in as text only. */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {}))
      if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
    made.append(...children.flat().filter(child => child !== undefined && child !== false));
    return made;
  }

  // Filters

  let kind = '';
  const searched = rows.map(row => row.querySelector('th').textContent.toLowerCase());

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits =
        (kind === '' || row.dataset.kinds.split(' ').includes(kind)) &&
        words.every(word => searched[index].includes(word));
      row.hidden = !fits;
      if (fits) shown++;
    });
    for (const group of document.querySelectorAll('.matrix tbody'))
      group.hidden = !group.querySelector('tr[data-row]:not([hidden])');
    document.querySelector('.shown').textContent =
      kind === '' && words.length === 0 ? '' : `${shown} of ${rows.length} shown`;
    document.querySelector('.matrix .nothing').hidden = shown > 0;
    document.querySelector('.matrix .scroll').hidden = shown === 0;
  }

  filters.hidden = false;
  search.hidden = false;
  filters.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    kind = button.dataset.kind;
    for (const each of filters.children) each.setAttribute('aria-pressed', String(each === button));
    filter();
  });
  search.addEventListener('input', filter);
  // What is hidden cannot be a link's goal.
  document.addEventListener('click', event => {
    const id = event.target.closest('a[href^="#row-"]')?.getAttribute('href').slice(1);
    if (id !== undefined && document.getElementById(id)?.hidden) {
      search.value = '';
      filters.firstElementChild.click();
    }
  });

  // Cells

  for (const span of document.querySelectorAll('.matrix .act')) {
    const button = element('button', { type: 'button', class: 'act', 'aria-haspopup': 'dialog' });
    button.append(...span.childNodes);
    span.replaceWith(button);
  }
  document.querySelector('.matrix table').addEventListener('click', event => {
    const button = event.target.closest('button.act');
    if (button) open(...placeOf(button));
  });
  for (const link of document.querySelectorAll('a.open'))
    link.addEventListener('click', event => {
      event.preventDefault();
      const row = data.rows.findIndex(({ id }) => id === link.dataset.row);
      open(row, data.targets.indexOf(link.dataset.target), link);
    });

  function placeOf(button) {
    const cell = button.closest('td');
    return [Number(cell.parentElement.dataset.row), cell.cellIndex - 1, button];
  }

  function buttonAt(row, column) {
    return document
      .querySelector(`.matrix tr[data-row="${row}"]`)
      ?.cells[column + 1]?.querySelector('button.act');
  }

  document.querySelector('.matrix table').addEventListener('keydown', event => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const button = event.target.closest('button.act');
    if (!step || !button) return;
    const shown = rows.filter(row => !row.hidden);
    const cell = button.closest('td');
    const row = shown[shown.indexOf(cell.parentElement) + step[0]];
    const next = row?.cells[cell.cellIndex + step[1]]?.querySelector('button.act');
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // The sheet

  let current;
  let opener;

  function open(row, column, from) {
    const scenarios = data.cells[`${row}:${column}`] ?? [];
    const { id, level, title, source, fix } = data.rows[row];
    const target = data.targets[column];
    current = [row, column];
    opener = buttonAt(row, column) ?? from;
    document.getElementById('sheet-title').textContent = `${id} ${title}`;
    document
      .getElementById('sheet-facts')
      .replaceChildren(...[target, level, count(scenarios)].map(fact => element('span', null, fact)));
    const expected = data.expected.find(each => each.requirement === id && each.target === target);
    document
      .getElementById('sheet-body')
      .replaceChildren(
        element('p', null, `Source: ${source}`),
        ...(expected ? [element('p', { class: 'note' }, `It ${expected.text}`)] : []),
        ...(fix ? [element('p', { class: 'note' }, `Fix: ${fix}`)] : []),
        ...scenarios.map(each => scenario(each, scenarios.length === 1)),
        ...(scenarios.length === 0
          ? [element('p', { class: 'note' }, 'None of its scenarios was run.')]
          : []),
      );
    document.getElementById('previous').disabled = !neighbour(-1);
    document.getElementById('next').disabled = !neighbour(1);
    if (!sheet.open) sheet.showModal();
    sheet.scrollTop = 0;
    document.getElementById('sheet-title').focus();
    history.replaceState(null, '', `#${encodeURIComponent(id)}@${encodeURIComponent(target)}`);
  }

  function count(scenarios) {
    const parts = outcomes
      .map((name, index) => [name, scenarios.filter(each => each[3] === index).length])
      .filter(([, number]) => number > 0)
      .map(([name, number]) => `${number} ${name}`);
    return parts.join(', ') || 'not run';
  }

  function neighbour(step) {
    const shown = rows.filter(row => !row.hidden || Number(row.dataset.row) === current[0]);
    const at = shown.findIndex(row => Number(row.dataset.row) === current[0]);
    for (let i = at + step; i >= 0 && i < shown.length; i += step)
      if (buttonAt(shown[i].dataset.row, current[1])) return Number(shown[i].dataset.row);
    return undefined;
  }

  for (const [name, step] of [
    ['previous', -1],
    ['next', 1],
  ])
    document.getElementById(name).addEventListener('click', () => {
      const row = neighbour(step);
      if (row !== undefined) open(row, current[1]);
    });
  document.getElementById('close').addEventListener('click', () => sheet.close());
  sheet.addEventListener('click', event => {
    if (event.target === sheet) sheet.close();
  });
  sheet.addEventListener('close', () => {
    history.replaceState(null, '', location.pathname + location.search);
    opener?.focus();
  });

  function scenario(packed, isOnly) {
    const [name, file, line, number, reason, duration, steps, exchangeCount, exchanges, findings] = packed;
    const outcome = outcomes[number];
    const place = text(file) ? `${text(file)}:${line}` : '';
    const made = element(
      'details',
      { class: `scenario ${classes[outcome]}`, open: isOnly || outcome === 'failed' },
      element(
        'summary',
        null,
        element('span', { class: 'mark', 'aria-hidden': 'true' }, marks[outcome]),
        element('span', { class: 'vh' }, outcome),
        element('span', { class: 'name' }, text(name)),
        element('small', null, `${place} · ${time(duration)}`),
      ),
    );
    onceOpen(made, () => {
      const said = stepsOf(steps);
      const isTold = said.some(step => step.message !== undefined);
      return element(
        'div',
        { class: 'inside' },
        !isTold &&
          reason >= 0 &&
          (outcome === 'passed'
            ? element('p', null, text(reason))
            : element('pre', { tabindex: '0' }, text(reason))),
        findings.length > 0 && element('ul', { class: 'findings' }, ...pairs(findings).map(finding)),
        said.length > 0 && element('ol', { class: 'steps' }, ...said.map(step)),
        ...exchanges.map(each => exchange(each, outcome !== 'passed' || exchanges.length === 1)),
        exchangeCount > exchanges.length &&
          element(
            'p',
            null,
            element('small', null, `${exchangeCount} exchange(s), not all of them here: see exchanges.har`),
          ),
      );
    });
    return made;
  }

  /** What is inside is made when it is first seen. */
  function onceOpen(details, make) {
    const fill = () => {
      if (details.open && details.childElementCount === 1) details.append(make());
    };
    fill();
    details.addEventListener('toggle', fill);
  }

  function stepsOf(packed) {
    const steps = [];
    for (let i = 0; i < packed.length; i += 5)
      steps.push({
        keyword: text(packed[i]),
        text: text(packed[i + 1]),
        status: statuses[packed[i + 2]],
        duration: packed[i + 3],
        message: text(packed[i + 4]),
      });
    return steps;
  }

  function step({ keyword, text, status, duration, message }) {
    return element(
      'li',
      { class: status },
      element('span', { class: 'mark', 'aria-hidden': 'true' }, marks[status]),
      element(
        'span',
        { class: 'text' },
        element('span', { class: 'vh' }, `${status}: `),
        element('b', null, keyword),
        ` ${text}`,
      ),
      element('span', { class: 'time' }, status === 'skipped' ? '' : time(duration)),
      message !== undefined && element('pre', { tabindex: '0' }, message.replace(/(?:\n\s+at .*)+$/, '')),
    );
  }

  function finding([where, what]) {
    return element('li', null, element('b', null, where), `: ${what}`);
  }

  function exchange(packed, isOpen) {
    const [method, url, headers, body, status, answerHeaders, answerBody, duration, failure, notes] = packed;
    const request = { method: text(method), url: text(url), headers: fields(headers), body: text(body) };
    const came = status > 0 ? `${status}` : 'no answer';
    const made = element(
      'details',
      { class: 'exchange', open: isOpen },
      element(
        'summary',
        null,
        `${request.method} ${short(request.url)} → `,
        element('span', { class: 'status' }, came),
        ` · ${time(duration)}`,
      ),
    );
    onceOpen(made, () =>
      element(
        'div',
        null,
        block('Request', message(`${request.method} ${request.url}`, request.headers, request.body), [
          'Copy as curl',
          () => curlCommand(request),
        ]),
        status > 0
          ? block('Answer', message(`HTTP ${status}`, fields(answerHeaders), pretty(text(answerBody))))
          : block('No answer', text(failure) ?? ''),
        ...pairs(notes).map(([name, note]) =>
          block(name.charAt(0).toUpperCase() + name.slice(1), note, ['Copy', () => note]),
        ),
      ),
    );
    return made;
  }

  function block(title, content, copy) {
    return element(
      'div',
      null,
      element('h3', null, title, copy && copyButton(...copy)),
      element('pre', { tabindex: '0' }, content),
    );
  }

  function copyButton(label, content) {
    const button = element('button', { type: 'button', class: 'copy' }, label);
    button.addEventListener('click', async () => {
      const done = await copyText(content());
      button.textContent = done ? 'Copied' : 'Could not be copied';
      setTimeout(() => {
        button.textContent = label;
      }, 1500);
    });
    return button;
  }

  async function copyText(content) {
    try {
      await navigator.clipboard.writeText(content);
      return true;
    } catch {
      // Browsers offer no clipboard to some pages; selecting still works there.
      const area = element('textarea', { class: 'vh' });
      area.value = content;
      sheet.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  }

  function message(first, headers, body) {
    const lines = headers.map(([name, value]) => `\n${name}: ${value}`).join('');
    return [first, element('span', { class: 'soft' }, lines), body ? `\n\n${body}` : ''];
  }

  function pretty(body) {
    try {
      return JSON.stringify(JSON.parse(body), null, 2);
    } catch {
      return body;
    }
  }

  function fields(number) {
    return pairs(data.headers[number] ?? []);
  }

  function pairs(numbers) {
    const found = [];
    for (let i = 0; i < numbers.length; i += 2) found.push([text(numbers[i]), text(numbers[i + 1])]);
    return found;
  }

  /** Scheme and host are the target's; a signed query is long. */
  function short(url) {
    const path = url.replace(/^https?:\/\/[^/?]*/, '') || '/';
    return path.length > 110 ? `${path.slice(0, 110)}…` : path;
  }

  function time(milliseconds) {
    return milliseconds < 1000
      ? `${milliseconds < 10 ? milliseconds : Math.round(milliseconds)} ms`
      : `${(milliseconds / 1000).toFixed(1)} s`;
  }

  // A link to a cell: #OAUTH-05@staging

  function follow() {
    const [id, target] = location.hash
      .slice(1)
      .split('@')
      .map(part => {
        try {
          return decodeURIComponent(part);
        } catch {
          return part;
        }
      });
    const row = data.rows.findIndex(each => each.id === id);
    const column = data.targets.indexOf(target);
    if (row >= 0 && column >= 0) open(row, column);
  }
  follow();
  window.addEventListener('hashchange', follow);
})();
