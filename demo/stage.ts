import type { RunningGuichet } from '../local/guichet.ts';
import type { Journal } from './journal.ts';
import type { Mailbox } from './mailbox.ts';

/** What every story plays on. */
export interface Stage {
  readonly guichet: RunningGuichet;
  readonly origin: string;
  readonly journal: Journal;
  readonly mailbox: Mailbox;
  /** Folder for drawn documents and films. */
  readonly props: string;
}

/** Remembers the outcome of the first call: what several parts need is made once. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
