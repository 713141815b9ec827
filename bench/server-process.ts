import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A server of the benchmark in a process of its own, that answers `GET /cpu`. */
export interface ServerProcess {
  readonly origin: string;
  /** CPU of the process so far, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): void;
}

/** `BENCH_PROFILE=<folder>` leaves a CPU profile of each server there when it is stopped: for a browser's developer tools. */
const { BENCH_PROFILE: profiles } = process.env;
/** Only a process that ends by itself writes its profile. */
const ENDS_WHEN_TOLD = '--import=data:text/javascript,process.once("message",()=>process.exit())';

/**
 * Starts `<script> …args <port>` and waits until it listens.
 * @param script relative to this folder
 */
export async function startServer(
  script: string,
  args: readonly string[],
  environment: (origin: string) => NodeJS.ProcessEnv,
): Promise<ServerProcess> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const path = fileURLToPath(new URL(script, import.meta.url));
  const execArgv = profiles === undefined ? [] : [ENDS_WHEN_TOLD, '--cpu-prof', `--cpu-prof-dir=${profiles}`];
  const child = fork(path, [...args, String(port)], { env: environment(origin), execArgv });
  process.once('exit', () => child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`${script} ended (${code}) before it listened.`)));
  });
  return {
    origin,
    async cpuMs() {
      const { user, system } = (await (await fetch(`${origin}/cpu`)).json()) as NodeJS.CpuUsage;
      return (user + system) / 1000;
    },
    stop: () => void (profiles === undefined ? child.kill('SIGKILL') : child.send('stop')),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
