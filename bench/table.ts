import { type Figure, isMet, type Report, ratioOf } from './figures.ts';

const HEADINGS = ['measured', 'median', 'unit', 'runs', 'peer', 'ratio', 'goal'] as const;

/** A report as a Markdown section whose columns are also aligned for a terminal. */
export function toMarkdown({ title, notes, figures }: Report): string {
  const rows = [HEADINGS, ...figures.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => '-'.repeat(width + 1) + (isText(column) ? '-' : ':')).join('|')}|`;
  return [`## ${title}`, '', ...notes, '', line(HEADINGS), rule, ...rows.slice(1).map(line), ''].join('\n');
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

const isText = (column: number): boolean => column === 0 || column === 2 || column === 6;
const pad = (cell: string, width: number, column: number): string =>
  isText(column) ? cell.padEnd(width) : cell.padStart(width);
