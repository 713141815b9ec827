import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { buildWeb } from '../../web/vite.config.ts';

/** What the deployment's headers allow the pages: nothing inline, nothing foreign. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  /** Instead of `body`: an answer that is no JSON. */
  readonly bytes?: Uint8Array;
}
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
export type Answerer = Answer | ((request: Received) => Answer | Promise<Answer>);

/**
 * The pages as they are deployed (strict policy, page fallback), in front of answers that each test decides. It stands
 * for the server in tests of pages only; the flows of `test/flows` run against the real one.
 */
export class FakeGuichet {
  readonly received: Received[] = [];
  readonly #answers = new Map<string, Answerer>();
  readonly #server: Server;
  /** The built app. */
  readonly folder: string;
  /** Answers nothing, as behind a lost connection. */
  cutOff = false;

  private constructor(server: Server, folder: string) {
    this.#server = server;
    this.folder = folder;
  }

  /** Builds the app into a folder of its own and serves it on a free port. */
  static async start(): Promise<FakeGuichet> {
    const folder = await buildWeb(await mkdtemp(join(tmpdir(), 'guichet-web-')));
    const server = createServer();
    const fake = new FakeGuichet(server, folder);
    server.on('request', (request, response) => {
      fake.#serve(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Says what one call is answered from now on. */
  answer(call: string, answer: Answerer): this {
    this.#answers.set(call, answer);
    return this;
  }

  /** Forgets answers and calls. */
  clear(): void {
    this.#answers.clear();
    this.received.length = 0;
    this.cutOff = false;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.folder, { recursive: true });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.cutOff) return void response.destroy();
    const path = new URL(request.url ?? '/', this.origin).pathname;
    if (/^\/(api|upload|tsa)(\/|$)/.test(path)) return this.#api(request, response, path);
    const file = extname(path) ? path : path.startsWith('/console') ? '/console/index.html' : '/index.html';
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.setHeader('content-security-policy', POLICY);
    response.end(await readFile(join(this.folder, file)));
  }

  async #api(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = 'GET', headers } = request;
    const received = { method, path, headers, body: Buffer.concat(chunks).toString('latin1') };
    this.received.push(received);
    const found = this.#answers.get(`${method} ${path}`);
    const answer = typeof found === 'function' ? await found(received) : found;
    const { status = 200, body, bytes } = answer ?? NOTHING;
    if (bytes) return void response.writeHead(status).end(bytes);
    response.writeHead(body === undefined ? 204 : status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }
}

/** A refusal as the shell renders it (RFC 9457). */
export const problem = (status: number, code: string, detail: string, more: object = {}): object => ({
  type: 'about:blank',
  title: 'Refused',
  status,
  code,
  detail,
  ...more,
});

export const refusal = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: problem(status, code, code, more),
});

const NOTHING: Answer = refusal(404, 'no-such-endpoint');
