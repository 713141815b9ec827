import { signal } from '@preact/signals';

/** A secret on its way from the answer that held it to the page that shows it; in this page's memory only. */
export const shownOnce = signal<{ readonly client: string; readonly secret: string } | undefined>(undefined);
