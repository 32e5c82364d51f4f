import type { HTMLElement } from 'node-html-parser';
import { absoluteUrl } from '../authorize/absolute-url.ts';
import { parsePage } from '../authorize/parse-page.ts';

/** A form as a browser would send it untouched. */
export interface Form {
  readonly action: string;
  readonly fields: URLSearchParams;
}

export function documentOf(body: Uint8Array): HTMLElement {
  return parsePage(Buffer.from(body).toString('utf8'));
}

/**
 * Reads the fields that a browser sends: what is checked or selected, and no button. A button that is to be pressed is
 * added by whoever presses it.
 */
export function readForm(form: HTMLElement, url: string): Form {
  const fields = new URLSearchParams();
  for (const field of form.querySelectorAll('input[name], select[name], textarea[name]')) {
    const name = field.getAttribute('name') as string;
    const type = (field.getAttribute('type') ?? 'text').toLowerCase();
    if (field.hasAttribute('disabled') || /^(?:submit|button|image|reset|file)$/.test(type)) continue;
    if (/^(?:checkbox|radio)$/.test(type) && !field.hasAttribute('checked')) continue;
    if (field.tagName === 'SELECT') {
      const options = field.querySelectorAll('option');
      const chosen = options.find(option => option.hasAttribute('selected')) ?? options[0];
      fields.append(name, chosen?.getAttribute('value') ?? chosen?.text ?? '');
    } else if (field.tagName === 'TEXTAREA') fields.append(name, field.text);
    else fields.append(name, field.getAttribute('value') ?? (type === 'checkbox' ? 'on' : ''));
  }
  return { action: absoluteUrl(form.getAttribute('action') || url, url), fields };
}
