import { type ServerProcess, startServer } from '../server-process.ts';

/** A bare server that takes its turn with the providers, so that a busy moment of the machine falls on it too. */
export interface Floor {
  readonly server: ServerProcess;
  /** One request that is only answered. */
  plain(): Promise<void>;
  /** One whose ES256 signature is verified. */
  verify(): Promise<void>;
  /** … and another made. */
  verifyAndSign(): Promise<void>;
  /** Authorization, login, consent and userinfo as requests that do nothing, and a token request that verifies and signs. */
  signIn(): Promise<void>;
}

const PLAIN_REQUESTS = 4;

/** What no provider can do without. */
export async function startFloor(): Promise<Floor> {
  const server = await startServer('oidc/floor-server.ts', [], () => ({ PATH: process.env.PATH }));
  const token = await (await fetch(`${server.origin}/token`)).text();
  const ask = (path: string) => async (): Promise<void> => {
    const answer = await fetch(server.origin + path, { method: 'POST', body: token });
    if (!answer.ok) throw new Error('The floor refused.');
    await answer.text();
  };
  const [plain, verifyAndSign] = [ask('/plain'), ask('/verify-sign')];
  return {
    server,
    plain,
    verify: ask('/verify'),
    verifyAndSign,
    async signIn() {
      for (let request = 0; request < PLAIN_REQUESTS; request++) await plain();
      await verifyAndSign();
    },
  };
}
