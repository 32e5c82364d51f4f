import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** Copies a text, and says so. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await copyText(text);
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return (
    <button type="button" onClick={copy}>
      {done ? 'Copied' : label}
    </button>
  );
}

/** The clipboard of browsers wants a secure origin, which loopback is; where it is refused the text is selected. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}

/** A heading with what stands under it. */
export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Does something, and keeps the sentence of what went wrong. */
export function useAttempt(): [failure: string, attempt: (work: () => Promise<unknown>) => Promise<void>] {
  const [failure, setFailure] = useState('');
  const attempt = async (work: () => Promise<unknown>) => {
    setFailure('');
    try {
      await work();
    } catch (error) {
      setFailure((error as Error).message);
    }
  };
  return [failure, attempt];
}

export function Failure({ text }: { text: string }) {
  return (
    <p class="failure" role="alert">
      {text}
    </p>
  );
}

/** A text that scrolls where it is long: whoever has no mouse has to reach it (axe, scrollable-region-focusable). */
export function Text({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the focus.
    // biome-ignore lint/a11y/useSemanticElements: a section would break the lines anew.
    <pre tabIndex={0} role="region" aria-label={label}>
      {children}
    </pre>
  );
}
