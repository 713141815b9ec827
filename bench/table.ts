import { type Figure, isMet, type Report, ratioOf } from './figures.ts';

const HEADINGS = ['measured', 'median', 'unit', 'runs', 'peer', 'ratio', 'goal'] as const;

/** A report as a Markdown section whose columns are also aligned for a terminal. */
export function toMarkdown({ title, notes, figures }: Report): string {
  return [`## ${title}`, '', ...notes, '', ...alignedTable(HEADINGS, figures.map(cells), [0, 2, 6]), ''].join(
    '\n',
  );
}

/** Lines of a Markdown table whose columns are also aligned for a terminal; columns that are not text stand to the right. */
export function alignedTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns: readonly number[],
): string[] {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const isText = (column: number): boolean => textColumns.includes(column);
  const pad = (cell: string, column: number): string =>
    isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (row: readonly string[]): string => `| ${row.map(pad).join(' | ')} |`;
  const rule = widths.map((width, column) => '-'.repeat(width + 1) + (isText(column) ? '-' : ':'));
  return [line(headings), `|${rule.join('|')}|`, ...rows.map(line)];
}

function cells(figure: Figure): string[] {
  const { what, value, unit, runs, peer } = figure;
  const ratio = ratioOf(figure);
  return [
    what,
    number(value),
    unit,
    String(runs),
    peer === undefined ? '' : number(peer),
    ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
    goal(figure),
  ];
}

function goal(figure: Figure): string {
  if (figure.goal === undefined) return '';
  const { most, of } = figure.goal;
  return `≤ ${most}${of === 'ratio' ? '×' : ` ${figure.unit}`} ${isMet(figure) ? 'met' : 'MISSED'}`;
}

/** Three significant digits; `n/a` for what this machine cannot tell. */
export function number(value: number): string {
  if (Number.isNaN(value)) return 'n/a';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Number(value.toPrecision(3)).toString();
}
