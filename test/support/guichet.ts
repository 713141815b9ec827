import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningGuichet {
  readonly origin: string;
  readonly relyingParty: string;
  readonly gateway: string;
  /** Where client certificates are asked for. */
  readonly mutualTls: string;
  readonly data: string;
  /** Kills it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and ports, with other options if told. */
  restart(options?: readonly string[]): Promise<void>;
  /** Moves every clock of the laptop forward. */
  advance(seconds: number): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** `npm start` on free ports and a folder of its own. `options`: `--token-keys direct`. */
export async function startGuichet(options: readonly string[] = []): Promise<RunningGuichet> {
  const port = await fiveFreePorts();
  const data = mkdtempSync(join(tmpdir(), 'guichet-'));
  const origin = `http://127.0.0.1:${port}`;
  let child = await launch(port, data, options);
  const end = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return {
    origin,
    relyingParty: `http://127.0.0.1:${port + 1}`,
    gateway: `http://127.0.0.1:${port + 2}`,
    mutualTls: `https://127.0.0.1:${port + 4}`,
    data,
    kill: () => end('SIGKILL'),
    async restart(others = options) {
      child = await launch(port, data, others);
    },
    async advance(seconds) {
      const answer = await fetch(`${origin}/__local/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advanceSeconds: seconds }),
      });
      if (!answer.ok) throw new Error(`clock: ${answer.status} ${await answer.text()}`);
    },
    async stop() {
      await end('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function launch(port: number, data: string, options: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['local/start.ts', ...options], {
    env: { ...process.env, GUICHET_PORT: String(port), GUICHET_DATA: data, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-20_000);
      if (said.includes('Ready.')) resolve(child);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`Guichet ended (${code}) before it was ready:\n${said}`)));
  });
}

async function fiveFreePorts(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = 20_000 + Math.floor(Math.random() * 20_000);
    const free = await Promise.all([0, 1, 2, 3, 4].map((next) => isFree(first + next)));
    if (free.every(Boolean)) return first;
  }
  throw new Error('No five free ports in a row.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
