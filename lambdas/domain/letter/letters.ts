import type { Letter } from './letter.ts';

export type LetterChanges = Partial<Omit<Letter, 'id' | 'version' | 'senderId' | 'recipientId'>>;

export interface LetterPage {
  readonly letters: readonly Letter[];
  /** Where the next page begins; undefined at the end. */
  readonly next?: string;
}

export interface Letters {
  /** False, and nothing changes, when the id is taken. */
  create(letter: Letter): Promise<boolean>;
  find(id: string): Promise<Letter | undefined>;
  /**
   * Changes a letter that is still as it was read (`version`); a member given as `undefined` is removed.
   * @returns the changed letter; undefined when another writer was first
   */
  advance(
    letter: Letter,
    changes: { readonly [K in keyof LetterChanges]: LetterChanges[K] | undefined },
  ): Promise<Letter | undefined>;
  /** Deposited letters of an organisation, newest first. @param from the `next` of the page before */
  ofSender(senderId: string, limit: number, from?: string): Promise<LetterPage>;
  /** Letters of a shard that something is left to do for at `now`, the oldest first, in pages. */
  due(shard: string, now: Date): AsyncIterable<readonly Letter[]>;
  /** Forgets a letter that was never deposited; false when it is none. */
  forget(letter: Letter): Promise<boolean>;
}
