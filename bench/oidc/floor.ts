import { median } from '../figures.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import type { Size } from './measure.ts';

export interface Floor {
  /** CPU milliseconds of a bare server that verifies one ES256 signature. */
  readonly verify: number;
  /** … and makes another. */
  readonly verifyAndSign: number;
  /** Authorization, login, consent and userinfo as requests that do nothing, and a token request that verifies and signs. */
  readonly signIn: number;
}

const PLAIN_REQUESTS = 4;

/** What no provider can do without, each of its requests by itself. */
export async function measureFloor(size: Size): Promise<Floor> {
  const server = await startServer('oidc/floor-server.ts', [], () => ({ PATH: process.env.PATH }));
  try {
    const token = await (await fetch(`${server.origin}/token`)).text();
    const plain = await cpuOf(server, '/plain', token, size);
    const verify = await cpuOf(server, '/verify', token, size);
    const verifyAndSign = await cpuOf(server, '/verify-sign', token, size);
    return { verify, verifyAndSign, signIn: PLAIN_REQUESTS * plain + verifyAndSign };
  } finally {
    server.stop();
  }
}

async function cpuOf(server: ServerProcess, path: string, token: string, size: Size): Promise<number> {
  const cpu: number[] = [];
  const count = size.perRound * 8;
  for (let round = -size.warmUp; round < size.rounds; round++) {
    const before = await server.cpuMs();
    for (let request = 0; request < count; request++) {
      const answer = await fetch(server.origin + path, { method: 'POST', body: token });
      if (!answer.ok) throw new Error('The floor refused.');
      await answer.text();
    }
    if (round >= 0) cpu.push(((await server.cpuMs()) - before) / count);
  }
  return median(cpu);
}
