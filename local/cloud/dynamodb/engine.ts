import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readJson, writeAtomically } from '../atomic-file.ts';
import { findDynoxide } from './binary.ts';

/** A running DynamoDB-compatible server. */
export interface Engine {
  /** Sends one request; rejects when the server cannot be reached even after a restart. */
  send(headers: Readonly<Record<string, string>>, body: Buffer): Promise<IncomingMessage>;
  stop(): Promise<void>;
}

/** Uses a server that somebody else runs (`LOCAL_DYNAMODB_URL`). */
export function remoteEngine(url: string): Engine {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    send: (headers, body) => post(new URL(url), agent, headers, body),
    stop: async () => agent.destroy(),
  };
}

const START_TRIES = 200;
const RESTART_PAUSE_MILLISECONDS = 100;

/**
 * Starts the engine over `<data>/dynamodb/tables.sqlite`, restarts it when it dies, and first ends one left behind by a
 * killed parent.
 */
export async function startEngine(data: string, log: (line: string) => void): Promise<Engine> {
  const folder = join(data, 'dynamodb');
  mkdirSync(folder, { recursive: true });
  const binary = findDynoxide(data, log);
  const database = join(folder, 'tables.sqlite');
  const pidFile = join(folder, 'pid.json');
  endOrphan(pidFile, database);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let stopping = false;
  let running = launch();
  await running;

  async function launch(): Promise<{ child: ChildProcess; url: URL }> {
    const port = await freePort();
    const child = spawnEngine(binary, ['--port', String(port), '--db-path', database]);
    if (child.pid !== undefined) writeAtomically(pidFile, JSON.stringify({ pid: child.pid, port, database }));
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = `${complaint}${chunk}`.slice(-2000);
    });
    child.once('error', (error) => log(`The DynamoDB engine cannot start: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (stopping) return;
      log(`The DynamoDB engine ended (${signal ?? `code ${code}`}); starting it again. ${complaint}`);
      running = pause(RESTART_PAUSE_MILLISECONDS).then(launch);
      running.catch((error: Error) => log(error.message));
    });
    const url = new URL(`http://127.0.0.1:${port}`);
    await untilListening(url, agent, child);
    return { child, url };
  }

  return {
    async send(headers, body) {
      const { url } = await running;
      try {
        return await post(url, agent, headers, body);
      } catch (error) {
        // A refused connection never reached the engine, so sending again cannot perform a write twice.
        if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
        await pause(RESTART_PAUSE_MILLISECONDS);
        return post((await running).url, agent, headers, body);
      }
    },
    async stop() {
      stopping = true;
      agent.destroy();
      const { child } = await running;
      await ended(child);
      rmSync(pidFile, { force: true });
    },
  };
}

/** Ends the engine as soon as its standard input closes, which happens however its parent dies. */
const WATCHED = `exec 3<&0
"$@" <&- &
engine=$!
{ cat <&3 >/dev/null; kill "$engine"; } 2>/dev/null &
watch=$!
wait "$engine"
status=$?
kill "$watch" 2>/dev/null
exit "$status"`;

/** In a process group of its own, so that Ctrl+C in the terminal reaches the parent first. */
function spawnEngine(binary: string, options: readonly string[]): ChildProcess {
  const command = [binary, 'serve', '--host', '127.0.0.1', ...options];
  if (process.platform === 'win32')
    return spawn(binary, command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
  const shell = ['-c', WATCHED, 'dynamodb-engine', ...command];
  return spawn('/bin/sh', shell, { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch {
    // It ended between the look and the signal.
  }
}

async function untilListening(url: URL, agent: Agent, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    try {
      (await post(url, agent, {}, Buffer.alloc(0))).resume();
      return;
    } catch {
      await pause(15);
    }
  }
  throw new Error('The DynamoDB engine did not start; set LOCAL_DYNAMODB_URL to another server.');
}

function post(
  url: URL,
  agent: Agent,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      agent,
      host: url.hostname,
      port: url.port,
      path: '/',
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
    };
    // As one Latin-1 string it leaves in one write with the header; as bytes it would cost a `writev`.
    httpRequest(options, resolve).on('error', reject).end(body.toString('latin1'), 'latin1');
  });
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

/** Ends the engine of a parent that was killed: two writers on one database would corrupt nothing but confuse much. */
function endOrphan(pidFile: string, database: string): void {
  const orphan = readJson(pidFile) as { pid: number } | undefined;
  if (orphan === undefined || !commandLine(orphan.pid).includes(database)) return;
  signal(orphan.pid, 'SIGKILL');
}

/** The command line of a process, so that a reused pid is never mistaken for our engine; empty when it is gone. */
function commandLine(pid: number): string {
  try {
    if (existsSync(`/proc/${pid}/cmdline`))
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (process.platform === 'linux') return '';
    if (process.platform === 'win32')
      return execFileSync('powershell', windowsQuery(pid), { encoding: 'utf8' });
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return '';
  }
}

const windowsQuery = (pid: number): string[] => [
  '-NoProfile',
  '-Command',
  `(Get-CimInstance Win32_Process -Filter "ProcessId=${Number(pid)}").CommandLine`,
];

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  const { pid } = child;
  if (pid === undefined) return;
  signal(pid, 'SIGTERM');
  const force = setTimeout(() => signal(pid, 'SIGKILL'), 2000);
  await exit;
  clearTimeout(force);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
