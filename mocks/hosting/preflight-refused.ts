import type { Answer } from '../message.ts';
import { headerValue } from '../message.ts';
import { onAnswer } from './change.ts';
import { defineFault } from './fault.ts';
import { serverPage } from './pages.ts';
import { choice } from './parameters.ts';

const isCors = (headers: readonly string[], i: number) =>
  (headers[i] as string).toLowerCase().startsWith('access-control-');

/** A browser asks with OPTIONS before it sends an Authorization header (the Fetch standard, "CORS-preflight"). */
export const preflightRefused = defineFault({
  id: 'preflight-refused',
  title: 'The preflight of a browser is refused',
  layer: 'firewall',
  description:
    '403 HTML for OPTIONS with Origin, or answers without Access-Control-Allow-Origin: only code in a browser fails, with "CORS error" and no status.',
  parameters: {
    mode: choice(['refused', 'stripped'], 'refused', 'refuse OPTIONS, or take the CORS headers off'),
  },
  wrap: (next, { mode }) => {
    if (mode === 'stripped') {
      return onAnswer(next, answer => ({
        ...answer,
        headers: answer.headers.filter((_, i) => !isCors(answer.headers, i - (i % 2))),
      }));
    }
    const refusal: Answer = serverPage('apache', 403);
    return message =>
      message.method === 'OPTIONS' && headerValue(message.headers, 'Origin') !== undefined
        ? refusal
        : next(message);
  },
});
