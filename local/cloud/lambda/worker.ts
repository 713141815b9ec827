/**
 * A worker thread that stands for one Lambda execution environment: loads one bundle, runs one event at a time.
 * It imports nothing but Node, so that a cold start is the bundle's own.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import Module, { createRequire, enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { InvocationMessage, LambdaError, WorkerMessage, WorkerSetup } from './protocol.ts';

const setup = workerData as WorkerSetup;
let current = '';

if (parentPort !== null) await main();

async function main(): Promise<void> {
  enableCompileCache(setup.codeCache);
  followLocalClock(setup.clockOffset);
  captureOutput();
  try {
    const handler = await loadHandler();
    parentPort?.on('message', (message: InvocationMessage) => void run(handler, message));
    send({ kind: 'ready' });
  } catch (error) {
    const described = describe(error);
    writeLog('ERROR', { message: 'The function could not be loaded.', ...described });
    send({ kind: 'broken', error: described });
  }
}

type Handler = (event: unknown, context: object) => unknown;

async function run(
  handler: Handler,
  { requestId, event, limitMilliseconds }: InvocationMessage,
): Promise<void> {
  current = requestId;
  try {
    const result = await handler(JSON.parse(event), context(requestId, limitMilliseconds));
    send({ kind: 'result', requestId, payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    const described = describe(error);
    writeLog('ERROR', { message: 'Invoke Error', ...described });
    send({ kind: 'error', requestId, error: described });
  }
}

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function context(requestId: string, limit: number): object {
  const deadline = performance.now() + limit;
  return {
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
  };
}

/** Loads `file.export` as Lambda does; `.js` is CommonJS unless the bundle's own package.json says otherwise. */
async function loadHandler(): Promise<Handler> {
  const dot = setup.handler.lastIndexOf('.');
  const stem = join(setup.codeFolder, setup.handler.slice(0, dot));
  const exported = setup.handler.slice(dot + 1);
  const file = ['.js', '.cjs', '.mjs'].map((extension) => stem + extension).find(existsSync);
  if (file === undefined)
    throw new Error(`Cannot find module '${setup.handler.slice(0, dot)}' in ${setup.codeFolder}`);
  const loaded = isEsModule(file) ? await import(pathToFileURL(file).href) : requireCommonJs(file);
  const handler: unknown = loaded[exported] ?? loaded.default?.[exported];
  if (typeof handler !== 'function') throw new Error(`${setup.handler} is undefined or not exported`);
  return handler as Handler;
}

function isEsModule(file: string): boolean {
  if (file.endsWith('.mjs')) return true;
  const manifest = join(setup.codeFolder, 'package.json');
  return (
    file.endsWith('.js') &&
    existsSync(manifest) &&
    JSON.parse(readFileSync(manifest, 'utf8')).type === 'module'
  );
}

interface CompilingModule {
  _compile(code: string, file: string, format: 'commonjs'): void;
}

/** The project around the bundle says `"type": "module"`; inside /var/task there is no such thing. */
function requireCommonJs(file: string): Record<string, unknown> & { default?: Record<string, unknown> } {
  const { _extensions } = Module as unknown as {
    _extensions: Record<string, (module: CompilingModule, file: string) => void>;
  };
  _extensions['.js'] = (module, path) => module._compile(readFileSync(path, 'utf8'), path, 'commonjs');
  return createRequire(file)(file);
}

/** Makes `Date` follow the cloud's clock; `performance.now` stays what it is. */
function followLocalClock(offset: Float64Array): void {
  const MachineDate = Date;
  const machineNow = Date.now;
  const now = () => machineNow() + (offset[0] ?? 0);
  function LocalDate(...given: unknown[]): unknown {
    if (new.target === undefined) return new MachineDate(now()).toString();
    return Reflect.construct(MachineDate, given.length === 0 ? [now()] : given, new.target);
  }
  Object.setPrototypeOf(LocalDate, MachineDate);
  LocalDate.prototype = MachineDate.prototype;
  Object.defineProperty(LocalDate, 'name', { value: 'Date' });
  Object.defineProperty(LocalDate, 'length', { value: 7 });
  LocalDate.now = now;
  MachineDate.prototype.constructor = LocalDate as unknown as DateConstructor;
  globalThis.Date = LocalDate as unknown as DateConstructor;
}

/** Console output goes to the function's log, one JSON object a line; written at once, so a time-out loses nothing. */
function captureOutput(): void {
  const into = (level: string) => (chunk: unknown, encoding?: unknown, callback?: unknown) => {
    for (const line of String(chunk).split('\n')) if (line !== '') writeLog(level, line);
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') done();
    return true;
  };
  process.stdout.write = into('INFO') as typeof process.stdout.write;
  process.stderr.write = into('ERROR') as typeof process.stderr.write;
}

function writeLog(level: string, content: string | object): void {
  const line =
    typeof content === 'string' && content.startsWith('{')
      ? content
      : JSON.stringify({
          timestamp: new Date().toISOString(),
          level,
          requestId: current,
          ...(typeof content === 'string' ? { message: content } : content),
        });
  appendFileSync(setup.logFile, `${line}\n`);
}

function describe(error: unknown): LambdaError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  const trace = (error.stack ?? '').split('\n');
  return { errorType: error.name || error.constructor.name, errorMessage: error.message, trace };
}
