import type { IncomingMessage } from 'node:http';

/** The body of a request, read without the detour over web streams that `node:stream/consumers` takes. */
export function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  return new Promise((resolve, reject) => {
    request.once('end', () => resolve(Buffer.concat(parts)));
    request.once('error', reject);
  });
}
