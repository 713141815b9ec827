import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const CLIENT = {
  client_id: 'my-service',
  redirect_uris: ['http://127.0.0.1:3000/callback'],
  jwks: { keys: [publicKey.export({ format: 'jwk' })] },
};

describe('npm run clients', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'guichet-clients-'));
    writeFileSync(file('good.json'), JSON.stringify(CLIENT));
    writeFileSync(file('open.json'), JSON.stringify({ ...CLIENT, redirect_uris: ['http://example.org/'] }));
    writeFileSync(file('broken.json'), '{');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('B12: refuses a registration that breaks a rule, naming client and rule', async () => {
    const { code, said } = await clients(['import', file('open.json')]);
    expect(code).toBe(2);
    expect(said).toBe('my-service: redirect_uris: http://example.org/ must be https.');
  });

  it('B12: answers an option it does not have, and --help, with how it is used', async () => {
    expect(await clients(['--help'])).toEqual({
      code: 2,
      said: expect.stringMatching(/^Usage: npm run clients/),
    });
    const { said } = await clients(['import', file('good.json'), '--stagee', 'x']);
    expect(said).toMatch(/--stagee.*\nUsage: npm run clients/);
  });

  it('B12: names the file that is no JSON', async () => {
    const { code, said } = await clients(['import', file('broken.json')]);
    expect(code).toBe(2);
    expect(said).toContain('broken.json cannot be read as JSON');
  });

  it('B12: a file or a stage that does not exist is told in a sentence', async () => {
    const { said } = await clients(['import', 'nowhere.json'], { INIT_CWD: folder });
    expect(said).toBe(`There is no file ${file('nowhere.json')}.`);
    const typo = await clients(['list', '--stage', 'lapto']);
    expect([typo.code, typo.said]).toEqual([2, expect.stringMatching(/^There is no stage "lapto"\. Known/)]);
  });

  it('B12: with what is wrong, members that are not understood are named: a misspelt one is often why', async () => {
    const { redirect_uris: redirect_uri, ...rest } = CLIENT;
    writeFileSync(file('misspelt.json'), JSON.stringify({ ...rest, redirect_uri }));
    const { said } = await clients(['import', file('misspelt.json')], { INIT_CWD: '/' });
    expect(said).toContain('my-service: redirect_uris must name at least one address.');
    expect(said).toContain('my-service: redirect_uri: not understood.');
  });

  it('B12: says how to reach a deployment when the shell knows none', async () => {
    const elsewhere = ['import', file('good.json'), '--stage', 'default'];
    const { code, said } = await clients(elsewhere, { AWS_CONFIG_FILE: file('none') });
    expect(code).toBe(2);
    expect(said).toContain('no Region or no credentials');
    expect(said).toContain('--stage laptop');
  });

  it('B12: says to start the laptop when none runs on the data folder', async () => {
    const { code, said } = await clients(['import', file('good.json'), '--stage', 'laptop'], {
      GUICHET_DATA: folder,
    });
    expect(code).toBe(2);
    expect(said).toContain(`No Guichet runs on ${folder}. Start it with "npm start"`);
  });

  it('B12: never writes to a laptop that keeps its state elsewhere', async () => {
    const other = createServer((_request, response) => {
      response.end(JSON.stringify({ data: '/somewhere/else', gatewayUrl: 'http://127.0.0.1:9' }));
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    writeFileSync(file('running.json'), JSON.stringify({ publicUrl: `http://127.0.0.1:${port}` }));
    const { code, said } = await clients(['import', file('good.json'), '--stage', 'laptop'], {
      GUICHET_DATA: folder,
    });
    other.close();
    expect(code).toBe(2);
    expect(said).toContain(`No Guichet runs on ${folder}.`);
  });
});

/** Runs the command line with nothing of this shell's own AWS settings. */
function clients(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['bin/clients.ts', ...args], {
      env: { PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: 'true', ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('close', (code) => resolve({ code, said: said.trim() }));
  });
}
