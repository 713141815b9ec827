import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { treeCpuMs, treeMemoryMb, watchMemory } from '../../bench/process-tree.ts';

const here = describe.skipIf(process.platform !== 'linux');

/** A parent whose child, or grandchild, is busy and large. */
const SCRIPT = `const { spawnSync } = require('node:child_process');
  const work = 'globalThis.kept = Buffer.alloc(80e6, 1); const end = process.cpuUsage().user + 400e3; while (process.cpuUsage().user < end) for (let i = 0; i < 1e6; i++); ' +
    'require("node:fs").writeSync(1, "x"); require("node:child_process").execSync("cat", { stdio: "inherit" });';
  spawnSync(process.execPath, ['-e', work], { stdio: 'inherit' });`;

here('bench: a tree of processes', () => {
  it('bench: CPU and memory of descendants count, also while the parent only waits', async () => {
    const parent = spawn(process.execPath, ['-e', SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
    const peak = watchMemory(parent.pid ?? 0);
    try {
      await once(parent.stdout, 'data');
      expect(treeCpuMs(parent.pid ?? 0)).toBeGreaterThan(400);
      expect(treeMemoryMb(parent.pid ?? 0)).toBeGreaterThan(120);
      expect(peak.stop()).toBeGreaterThan(120);
    } finally {
      parent.stdin.end();
      await once(parent, 'exit');
    }
  });

  it('bench: a process that is gone gives no figure', () => {
    expect(treeCpuMs(2 ** 30)).toBeNaN();
    expect(treeMemoryMb(2 ** 30)).toBeNaN();
  });
});
