import { alignedTable, number } from '../table.ts';
import type { Usage } from './counting-gateway.ts';
import type { Cost } from './measure.ts';
import type { Subject } from './subject.ts';

/** Most CPU milliseconds, fewest times the peer's units of work per CPU-second, or most times the bare server's CPU. */
export interface CostGoal {
  readonly mostCpuMs?: number;
  readonly leastTimesPeer?: number;
  readonly mostTimesFloor?: number;
}

export interface CostRow {
  readonly work: string;
  readonly subject: Subject;
  readonly cost: Cost;
  /** The peer over the same stores, in the same run. */
  readonly peer?: Cost | undefined;
  /** Bare server, CPU milliseconds, in the same rounds. */
  readonly floor?: number | undefined;
  /** Of this, bare HTTP: as many requests as the work has, only answered. */
  readonly http?: number | undefined;
  readonly goal?: CostGoal;
}

const HEADINGS = [
  'work',
  'provider',
  'CPU ms',
  'less HTTP',
  'per CPU s',
  'peer ÷',
  'floor ×',
  'p50 ms',
  'p95',
  'p99',
  'goal',
];

export const costTable = (rows: readonly CostRow[]): string[] =>
  alignedTable(HEADINGS, rows.map(costCells), [0, 1, 10]);

function costCells(row: CostRow): string[] {
  const { work, subject, cost, peer, floor, http } = row;
  return [
    work,
    subject.name,
    number(cost.cpuMs),
    http === undefined ? '' : number(cost.cpuMs - http),
    number(1000 / cost.cpuMs),
    peer === undefined ? '' : `${(peer.cpuMs / cost.cpuMs).toFixed(1)}`,
    floor === undefined ? '' : (cost.cpuMs / floor).toFixed(1),
    ...[cost.p50, cost.p95, cost.p99].map(number),
    goalCell(row),
  ];
}

function goalCell({ cost, peer, floor, goal = {} }: CostRow): string {
  const { mostCpuMs, leastTimesPeer, mostTimesFloor } = goal;
  const verdict = (met: boolean): string => (met ? 'met' : 'MISSED');
  const goals = [
    mostCpuMs !== undefined && `≤ ${mostCpuMs} ms ${verdict(cost.cpuMs <= mostCpuMs)}`,
    mostTimesFloor !== undefined &&
      floor !== undefined &&
      `≤ ${mostTimesFloor}× floor ${verdict(cost.cpuMs / floor <= mostTimesFloor)}`,
    leastTimesPeer !== undefined &&
      peer !== undefined &&
      `≥ ${leastTimesPeer}× ${verdict(peer.cpuMs / cost.cpuMs >= leastTimesPeer)}`,
  ];
  return goals.filter(Boolean).join(', ');
}

export interface CountRow {
  readonly work: string;
  readonly subject: Subject;
  readonly side: string;
  readonly usage: Usage;
  readonly goal?: { readonly dynamoCalls?: number; readonly units?: number; readonly signatures?: number };
}

const COUNT_HEADINGS = [
  'work',
  'provider',
  'side',
  'DynamoDB',
  'read units',
  'write units',
  'KMS',
  'other',
  'goal',
];

export const countTable = (rows: readonly CountRow[]): string[] =>
  alignedTable(COUNT_HEADINGS, rows.map(countCells), [0, 1, 2, 8]);

/** Calls whose name begins so. */
export const callsOf = ({ calls }: Usage, beginning: string): number =>
  Object.entries(calls).reduce((sum, [name, count]) => sum + (name.startsWith(beginning) ? count : 0), 0);

function countCells({ work, subject, side, usage, goal }: CountRow): string[] {
  const [dynamo, kms, all] = [callsOf(usage, 'DynamoDB.'), callsOf(usage, 'KMS.'), callsOf(usage, '')];
  const figures = [dynamo, usage.readUnits, usage.writeUnits, kms, all - dynamo - kms];
  return [work, subject.name, side, ...figures.map((figure) => figure.toFixed(1)), countGoal(usage, goal)];
}

function countGoal(usage: Usage, goal: CountRow['goal'] = {}): string {
  const { dynamoCalls, units, signatures } = goal;
  // A read that misses a cache once in a round is not one more call of each sign-in.
  const verdict = (value: number, most: number): string => (value <= most + 0.25 ? 'met' : 'MISSED');
  const goals = [
    dynamoCalls !== undefined &&
      `≤ ${dynamoCalls} calls ${verdict(callsOf(usage, 'DynamoDB.'), dynamoCalls)}`,
    units !== undefined &&
      `≤ ${units} + ${units} units ${verdict(Math.max(usage.readUnits, usage.writeUnits), units)}`,
    signatures !== undefined && `≤ ${signatures} KMS Sign ${verdict(callsOf(usage, 'KMS.Sign'), signatures)}`,
  ];
  return goals.filter(Boolean).join(', ');
}

/** `GetItem 3, PutItem 2`: what stands behind the numbers. */
export const describeCalls = ({ calls }: Usage): string =>
  Object.entries(calls)
    .filter(([, count]) => count > 0.05)
    .map(([name, count]) => `${name} ${Number(count.toFixed(1))}`)
    .join(', ');
