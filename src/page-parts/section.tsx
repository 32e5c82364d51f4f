import type { ComponentChildren } from 'preact';

interface SectionProps {
  readonly title: string;
  /** What can be done with it, beside its title. */
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A heading with what stands under it. */
export function Section({ title, action, children }: SectionProps) {
  return (
    <section class="part">
      <div class="heading">
        <h3>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
