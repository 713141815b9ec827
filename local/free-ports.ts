import { createServer } from 'node:net';

/** @throws Error naming the first port that is taken, and what to do */
export async function requireFreePorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (!Number.isInteger(port) || port < 1024 || port > 65535) {
      throw new Error(`GUICHET_PORT must be a whole number from 1024 to 65531.`);
    }
    if (!(await isFree(port))) {
      throw new Error(
        `port ${port} is taken. Stop the program that uses it (perhaps another Guichet), or choose another: GUICHET_PORT=5000 npm start`,
      );
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
