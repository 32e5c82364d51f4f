import type { ComponentChildren } from 'preact';

/**
 * A text that scrolls where it is long: whoever has no mouse has to reach it (axe, scrollable-region-focusable). It is a
 * group and no landmark: a page has many of them.
 */
export function Text({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the focus.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would break the lines anew.
    <pre tabIndex={0} role="group" aria-label={label}>
      {children}
    </pre>
  );
}
