import { readdirSync, readFileSync } from 'node:fs';

/** Kernel ticks per second as user space sees them: 100 on every Linux (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

/**
 * CPU of a process and its descendants so far, in milliseconds (user and system, ended children included).
 * NaN where there is no `/proc`: the figure is then n/a.
 */
export function treeCpuMs(root: number): number {
  const ticks = tree(root).map(({ fields }) => sum(fields.slice(CPU.first, CPU.last + 1)));
  return ticks.length === 0 ? Number.NaN : (sum(ticks) * 1000) / TICKS_PER_SECOND;
}

/** Resident memory of a process and its descendants now, in MB; NaN where there is no `/proc`. */
export function treeMemoryMb(root: number): number {
  const kilobytes = tree(root).map(({ pid }) => residentKilobytes(pid));
  return kilobytes.length === 0 ? Number.NaN : sum(kilobytes) / 1024;
}

/** Samples the memory of a tree until `stop`, which answers the peak in MB. */
export function watchMemory(root: number, everyMs = 100): { stop(): number } {
  let peak = Number.NaN;
  const sample = (): void => {
    const now = treeMemoryMb(root);
    if (!(now <= peak)) peak = now;
  };
  const timer = setInterval(sample, everyMs);
  return {
    stop() {
      sample();
      clearInterval(timer);
      return peak;
    },
  };
}

interface ProcessEntry {
  readonly pid: number;
  /** Fields of `/proc/<pid>/stat` after the command, which may hold anything: `[0]` is the state (proc(5), field 3). */
  readonly fields: readonly number[];
}

const PARENT = 1;
/** utime, stime, cutime, cstime (proc(5), fields 14 to 17). */
const CPU = { first: 11, last: 14 };

function tree(root: number): ProcessEntry[] {
  const all = processes();
  const found = all.filter(({ pid }) => pid === root);
  for (const parent of found) found.push(...all.filter(({ fields }) => fields[PARENT] === parent.pid));
  return found;
}

function processes(): ProcessEntry[] {
  return entriesOf('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = textOf(`/proc/${pid}/stat`);
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return stat === '' ? [] : [{ pid: Number(pid), fields: fields.map(Number) }];
    });
}

const residentKilobytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0);

/** A process may end between being listed and being read. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
