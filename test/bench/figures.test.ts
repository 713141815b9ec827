import { describe, expect, it } from 'vitest';
import { type Figure, isMet, median, ratioOf } from '../../bench/figures.ts';
import { number, toMarkdown } from '../../bench/table.ts';

const figure = (changes: Partial<Figure>): Figure => ({
  what: 'token',
  value: 90,
  unit: 'CPU ms',
  runs: 15,
  ...changes,
});

describe('bench: figures', () => {
  it('bench: the median is the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('bench: a goal holds the value or the ratio to the peer, and is missed when the figure is not known', () => {
    expect(ratioOf(figure({ peer: 60 }))).toBe(1.5);
    expect(isMet(figure({ peer: 60, goal: { most: 2, of: 'ratio' } }))).toBe(true);
    expect(isMet(figure({ peer: 40, goal: { most: 2, of: 'ratio' } }))).toBe(false);
    expect(isMet(figure({ goal: { most: 350, of: 'value' } }))).toBe(true);
    expect(isMet(figure({ value: Number.NaN, goal: { most: 350, of: 'value' } }))).toBe(false);
    expect(isMet(figure({}))).toBeUndefined();
  });

  it('bench: the table is Markdown, says n/a for what is not known and names missed goals', () => {
    const table = toMarkdown({
      title: 'Start',
      notes: ['How it was measured.'],
      figures: [
        figure({ peer: 40, goal: { most: 2, of: 'ratio' } }),
        figure({ what: 'memory', value: Number.NaN }),
      ],
    });
    const cells = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    expect(cells).toContainEqual(['', 'token', '90', 'CPU ms', '15', '40', '2.25×', '≤ 2× MISSED', '']);
    expect(cells).toContainEqual(['', 'memory', 'n/a', 'CPU ms', '15', '', '', '', '']);
  });

  it('bench: numbers keep three digits', () => {
    expect([0.12345, 12.345, 123.45].map(number)).toEqual(['0.123', '12.3', '123']);
  });
});
