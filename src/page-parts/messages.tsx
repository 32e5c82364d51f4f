import type { ComponentChildren } from 'preact';
import { Section } from './section.tsx';
import type { ShownAnswer, ShownMessage, ShownRequest } from './shown.ts';
import { Text } from './text.tsx';

interface MessagesProps {
  readonly request: ShownRequest;
  readonly answer: ShownAnswer | undefined;
  /** Why no answer came. */
  readonly failure: string | undefined;
  /** What can be done with the request. */
  readonly action?: ComponentChildren;
}

/** A request and its answer, as they went over the line. */
export function Messages({ request, answer, failure, action }: MessagesProps) {
  return (
    <>
      <Section title="Request" action={action}>
        <Message label="The request" first={`${request.method} ${request.url}`} message={request} />
      </Section>
      <Section title="Answer">
        {answer ? (
          <Message label="The answer" first={`HTTP ${answer.status}`} message={answer} />
        ) : (
          <p>No answer came{failure ? `: ${failure}` : ''}.</p>
        )}
      </Section>
    </>
  );
}

interface MessageProps {
  readonly label: string;
  readonly first: string;
  readonly message: ShownMessage;
}

function Message({ label, first, message: { headers, body } }: MessageProps) {
  return (
    <Text label={label}>
      {first}
      <span class="soft">{headers.map(([name, value]) => `\n${name}: ${value}`).join('')}</span>
      {body && `\n\n${readable(body)}`}
    </Text>
  );
}

/** JSON of one line is laid out; what is cut or no JSON stays as it is. */
function readable(body: string): string {
  if (!/^\s*[[{]/.test(body)) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
