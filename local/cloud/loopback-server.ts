import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A server on 127.0.0.1 whose handler may be put in later. */
export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  handle(handler: (message: IncomingMessage, response: ServerResponse) => Promise<void>): void;
  close(): Promise<void>;
}

/**
 * Listens on a loopback port; answers 503 until it has a handler.
 *
 * @param port 0 for any free one
 * @param setting the environment variable to name when the port is taken
 */
export async function listen(port: number, setting: string): Promise<LoopbackServer> {
  let handler: (message: IncomingMessage, response: ServerResponse) => Promise<void> = starting;
  const server = createServer((message, response) => void handler(message, response));
  server.keepAliveTimeout = 60_000;
  // A fault of kind `timeout` holds a request open for as long as its client waits.
  server.requestTimeout = 0;
  await bind(server, port, setting);
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    handle: (next) => {
      handler = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function starting(message: IncomingMessage, response: ServerResponse): Promise<void> {
  message.resume();
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end('{"message":"The laptop cloud is starting."}');
}

function bind(server: Server, port: number, setting: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken; stop what uses it or choose another with ${setting}.`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken, { cause: error }) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
