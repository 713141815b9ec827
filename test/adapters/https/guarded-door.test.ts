import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { guardedDoor } from '../../../lambdas/adapters/https/guarded-door.ts';
import { isPrivateAddress, publicLookup } from '../../../lambdas/adapters/https/public-networks.ts';
import { AddressUnreachable } from '../../../lambdas/domain/guarded-door/guarded-door.ts';

const shut = guardedDoor({ answerSeconds: 2, allowsLoopback: false });
const laptop = guardedDoor({ answerSeconds: 1, allowsLoopback: true });

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const made = createServer(listener);
  server = made;
  await new Promise<void>((ready) => made.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

describe('the door to addresses others name', () => {
  it.each([
    ['http://rp.example/jwks', 'Only https is called.'],
    ['ftp://rp.example/jwks', 'Only https is called.'],
    ['file:///etc/passwd', 'Only https is called.'],
    ['jwks', 'The address is not absolute.'],
    ['https://user:word@rp.example/jwks', 'An address with a name and password in it is not called.'],
    ['https://127.0.0.1/', 'The address is in a private network.'],
    ['https://2130706433/', 'The address is in a private network.'],
    ['https://169.254.169.254/latest/meta-data', 'The address is in a private network.'],
    ['https://[::1]/', 'The address is in a private network.'],
    ['https://[::ffff:10.0.0.1]/', 'The address is in a private network.'],
    ['https://[fd00:ec2::254]/', 'The address is in a private network.'],
    ['https://[2002:7f00:1::]/', 'The address is in a private network.'],
  ])('B9: X1: %s is not called', async (address, sentence) => {
    await expect(shut.call(address, { method: 'GET' })).rejects.toThrow(new AddressUnreachable(sentence));
  });

  it('B9: X1: a public name that resolves to this machine is not called: the looked-up address is the one that is judged', async () => {
    await expect(shut.call('https://localhost/', { method: 'GET' })).rejects.toThrow(AddressUnreachable);
    const outcome = await new Promise<Error | null>((done) => {
      publicLookup('localhost', { all: true }, (error) => done(error));
    });
    expect(outcome?.message).toBe('The name leads into a private network.');
    expect(isPrivateAddress('192.168.1.1')).toBe(true);
    expect(isPrivateAddress('8.8.8.8')).toBe(false);
    expect(isPrivateAddress('2a01:e0c::1')).toBe(false);
  });

  it('B3: keeps no connection, which would be dead when a frozen function wakes', async () => {
    const address = await serve((_request, response) => void response.end('here'));
    let connections = 0;
    server?.on('connection', () => {
      connections += 1;
    });
    for (let n = 0; n < 2; n += 1) await laptop.call(address, { method: 'POST', body: '' });
    expect(connections).toBe(2);
  });

  it('B9: gives status, headers and body; sends what it was given', async () => {
    const address = await serve((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        response.writeHead(202, { 'Content-Type': 'text/plain' });
        response.end(`${request.method} ${request.headers['x-a']} ${Buffer.concat(parts)}`);
      });
    });
    const answer = await laptop.call(address, { method: 'POST', headers: { 'x-a': 'b' }, body: 'hé' });
    expect(answer).toMatchObject({ status: 202, body: 'POST b hé' });
    expect(answer.headers['content-type']).toBe('text/plain');
  });

  it('B9: X1: a redirect is an answer, and is not followed', async () => {
    let calls = 0;
    const address = await serve((_, response) => {
      calls += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect((await laptop.call(address, { method: 'GET' })).status).toBe(302);
    expect(calls).toBe(1);
  });

  it('B9: X1: an answer longer than allowed is given up', async () => {
    const address = await serve((_, response) => response.end('x'.repeat(2000)));
    await expect(laptop.call(address, { method: 'GET', longestAnswer: 1000 })).rejects.toThrow(
      'The answer is too long.',
    );
  });

  it('B9: X1: one who does not answer in time is not waited for, nor one who drips', async () => {
    const silent = await serve(() => undefined);
    await expect(laptop.call(silent, { method: 'GET' })).rejects.toThrow('Nobody answered.');
    server?.closeAllConnections();
    server?.close();
    const dripping = await serve((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 100);
      response.on('close', () => clearInterval(drip));
    });
    await expect(laptop.call(dripping, { method: 'GET' })).rejects.toThrow(AddressUnreachable);
  });
});
