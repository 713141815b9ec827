import type { Operator } from './operator.ts';

export interface Operators {
  find(id: string): Promise<Operator | undefined>;
  /**
   * Counts one try before the password is judged and answers whether it may be judged: false while locked. The try that
   * reaches `tries` locks for `lockSeconds`; exact also when tries come at once.
   */
  countTry(
    id: string,
    rules: { readonly tries: number; readonly lockSeconds: number },
    now: Date,
  ): Promise<boolean>;
  /** Forgets the counted tries after a right password. */
  forgiveTries(id: string): Promise<void>;
}

export const OPERATOR_COOKIE = 'guichet-operator';
