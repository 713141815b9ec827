import type { Point } from '../picture/pixels.ts';

/** A connected patch of text: its outline (row ends) and how sure the detector is of it. */
export interface Patch {
  readonly outline: readonly Point[];
  readonly score: number;
  readonly size: number;
}

/** Patches of values above `threshold` in a map (8-connected), by scanning runs of each row and joining them. */
export function findPatches(map: Float32Array, width: number, height: number, threshold: number): Patch[] {
  const parent: number[] = [];
  const find = (run: number): number => {
    let root = run;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[run] = root;
    return root;
  };
  const runs: { y: number; from: number; to: number; sum: number }[] = [];
  let above: number[] = [];
  for (let y = 0; y < height; y++) {
    const here: number[] = [];
    for (let x = 0; x < width; x++) {
      if ((map[y * width + x] ?? 0) <= threshold) continue;
      const from = x;
      let sum = 0;
      for (; x < width && (map[y * width + x] ?? 0) > threshold; x++) sum += map[y * width + x] ?? 0;
      const id = runs.push({ y, from, to: x - 1, sum }) - 1;
      parent.push(id);
      here.push(id);
      for (const other of above) {
        const run = runs[other];
        if (run && run.from <= x && run.to >= from - 1) parent[find(other)] = find(id);
      }
    }
    above = here;
  }
  const patches = new Map<number, { outline: Point[]; sum: number; size: number }>();
  for (const [id, run] of runs.entries()) {
    const root = find(id);
    const patch = patches.get(root) ?? { outline: [], sum: 0, size: 0 };
    patch.outline.push(
      { x: run.from, y: run.y },
      { x: run.to + 1, y: run.y },
      { x: run.from, y: run.y + 1 },
      { x: run.to + 1, y: run.y + 1 },
    );
    patch.sum += run.sum;
    patch.size += run.to - run.from + 1;
    patches.set(root, patch);
  }
  return [...patches.values()].map(({ outline, sum, size }) => ({ outline, size, score: sum / size }));
}
