import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on; a load above the number of cores means that times, not CPU, are too long. */
export function describeMachine(): string {
  const cores = availableParallelism();
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 1024 ** 3);
  const load = loadavg()[0]?.toFixed(1) ?? 'n/a';
  const { platform, arch, version } = process;
  return `${cores} cores (${model}), ${memory} GB, ${platform} ${arch}, Node ${version}; load before the run ${load}.`;
}
