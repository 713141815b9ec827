import { describe, expect, it } from 'vitest';
import { isUndone, undoneWith } from '../../../lambdas/domain/contact/undone-contacts.ts';

const DAY = 86_400;
const NOW = new Date('2026-11-22T12:00:00Z');
const later = (days: number) => new Date(NOW.getTime() + days * DAY * 1000);
const change = (version: number) => ({ id: `a.b.${version}` });
const undo = (
  account: Parameters<typeof undoneWith>[0],
  version: number,
  now = NOW,
): Parameters<typeof undoneWith>[0] => ({
  version: account.version + 1,
  undoneContacts: undoneWith(account, change(version), now, 7 * DAY),
});
const undone = (account: Parameters<typeof undoneWith>[0], versions: readonly number[]) =>
  versions.filter((version) => isUndone(account, change(version)));

describe('changes of contacts that were put back', () => {
  it('B11: are the change itself and all after it, and none before or later', () => {
    const account = undo({ version: 6 }, 4); // makes version 7
    expect(undone(account, [2, 3, 4, 5, 6, 7, 8, 10])).toEqual([4, 5, 6, 7]);
  });

  it('B11: stay so when something later, or something earlier, is put back too', () => {
    const later = undo({ ...undo({ version: 6 }, 4), version: 9 }, 9);
    expect(undone(later, [3, 4, 7, 8, 9, 10, 11])).toEqual([4, 7, 9, 10]);
    const earlier = undo({ ...later, version: 12 }, 2);
    expect(undone(earlier, [1, 2, 8, 13, 14])).toEqual([2, 8, 13]);
    expect(earlier.undoneContacts).toHaveLength(1);
  });

  it('B11: are forgotten with the last of their links', () => {
    const first = undo({ version: 6 }, 4);
    expect(undo(first, 8, later(6)).undoneContacts).toHaveLength(2);
    expect(undo(first, 8, later(7)).undoneContacts).toHaveLength(1);
  });
});
