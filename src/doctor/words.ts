/** Probes by what they ask, for sentences that people read: ids stay in JSON, in Markdown and with --verbose. */
import { probes } from './probes/index.ts';

const byId = new Map(probes.map(({ id, title }) => [id, title]));
const anyId = /\b[ABCR]\d+[a-z]?(?:-\w+)*\b/g;

/** `A5 was answered 401` as `The list with a single OAuth parameter in the query was answered 401`. */
export function withoutIds(text: string): string {
  return named(text, title => title);
}

/** The same with the id behind it, for a reader who has the table of requests before him: `… in the query (A5) was …`. */
export function withIds(text: string): string {
  return named(text, (title, id) => `${title} (${id})`);
}

function named(text: string, say: (title: string, id: string) => string): string {
  return text.replaceAll(anyId, (id, at: number) => {
    const title = byId.get(id);
    if (title === undefined) return id;
    const isStart = at === 0 || /[.!?:]\s+$/.test(text.slice(0, at));
    return say(isStart ? title.charAt(0).toUpperCase() + title.slice(1) : title, id);
  });
}
