import type { ShownVerdict } from './shown.ts';

/** What is said, why, and what to change. */
export function Verdict({ verdict, isBad }: { verdict: ShownVerdict; isBad: boolean }) {
  const { says, fixes, causes = [], likeliest = '', notes = [] } = verdict;
  return (
    <section class={`explained ${isBad ? 'bad' : 'good'}`} aria-label="Explanation">
      <p class="says">{says}</p>
      {fixes.map(({ id, title, fix }) => (
        <p key={id}>
          <b>Fix:</b> {title && fixes.length > 1 && `${title}. `}
          {fix} {id && <code>{id}</code>}
        </p>
      ))}
      {causes.length > 0 && (
        <ul>
          {causes.map(({ id, says: cause, tell }) => (
            <li key={id}>
              {cause} <small>{tell}</small>
            </li>
          ))}
        </ul>
      )}
      {likeliest && isBad && <p>{likeliest}</p>}
      {notes.map(note => (
        <p key={note.id}>
          <b>Besides:</b> {note.says} {note.fix}
        </p>
      ))}
    </section>
  );
}
