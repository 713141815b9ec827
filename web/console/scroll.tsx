import type { ComponentChildren } from 'preact';

interface ScrollProps {
  readonly label: string;
  readonly look: string;
  readonly children: ComponentChildren;
}

/** Something wider than its place: can be scrolled by keyboard too, so it takes the focus (WCAG 2.2 §2.1.1). */
export const Scroll = ({ label, look, children }: ScrollProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus, arrow keys could not scroll it
  <section class={look} aria-label={label} tabIndex={0}>
    {children}
  </section>
);
