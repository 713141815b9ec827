import type { Palette, Sheet } from '../drawing/guilloche.ts';
import type { Field } from '../drawing/parts.ts';
import type { Holder } from '../holder.ts';

/** A rectangle on the sheet, in millimetres. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One printed side of a document; all lengths in millimetres. */
export interface Side {
  readonly sheet: Sheet;
  readonly palette: Palette;
  readonly title: string;
  readonly subtitle: string;
  readonly fields: readonly Field[];
  readonly portrait?: Box;
  readonly chip?: { readonly x: number; readonly y: number };
  readonly signature?: { readonly x: number; readonly y: number; readonly width: number };
  /** Baseline of each line of the zone and the left edge; absent on a side without one. */
  readonly zone?: { readonly x: number; readonly baselines: readonly number[] };
}

/** The sides of one kind for one holder: front, and back where the document has one. */
export type Layout = (holder: Holder) => readonly [Side, ...Side[]];

/** `2031-05-09` as it is printed in French: `09 05 2031`. */
export function printedDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return [day, month, year].filter((part) => part !== '00').join(' ');
}

/** Given names as printed: separated by commas. */
export function printedGivenNames(holder: Holder): string {
  return holder.givenNames.join(', ');
}

export const INKS = {
  rose: {
    paper: '#fbf3f1',
    shade: '#f0dcd9',
    first: '#b4475c',
    second: '#4d6aa6',
    title: '#7a2136',
    label: '#8a4a55',
  },
  sea: {
    paper: '#f1f7f7',
    shade: '#d7e8ea',
    first: '#1f7a8c',
    second: '#8a5aa8',
    title: '#0f4c5c',
    label: '#3f6f7a',
  },
  sky: {
    paper: '#f1f5fb',
    shade: '#d8e3f3',
    first: '#3565a8',
    second: '#2f8f83',
    title: '#1e3f73',
    label: '#4c6893',
  },
  sand: {
    paper: '#faf6ec',
    shade: '#ece2c8',
    first: '#9a6b1f',
    second: '#4a7a52',
    title: '#5d410f',
    label: '#80642f',
  },
  plum: {
    paper: '#f7f2f9',
    shade: '#e5d9ec',
    first: '#7a4a9c',
    second: '#2f7fa0',
    title: '#4b2a66',
    label: '#6f5686',
  },
} as const satisfies Record<string, Palette>;
