import { signal } from '@preact/signals';

const said = signal('');

/** Tells a screen reader something that happened away from the focus. */
export function announce(sentence: string): void {
  said.value = said.value === sentence ? `${sentence}\u00a0` : sentence;
}

export const Announcer = () => (
  <p class="hidden-visually" role="status" aria-live="polite">
    {said.value}
  </p>
);
