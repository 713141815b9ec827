import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  VerificationAnswer,
  VerificationChallenge,
} from '../../lambdas/contracts/signature-verification.ts';
import { type RunningGuichet, startGuichet } from '../support/guichet.ts';
import { type TestBrowser, testBrowser } from '../support/http.ts';
import { hasOpenssl, openssl } from '../support/openssl.ts';
import { ecKey, opensslSign } from '../support/signed-files.ts';
import { solve } from '../support/verification-service.ts';

let guichet: RunningGuichet;
let browser: TestBrowser;
beforeAll(async () => {
  guichet = await startGuichet();
  browser = testBrowser(guichet.origin);
}, 120_000);
afterAll(() => guichet?.stop());

const published = async (path: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(`${guichet.origin}/pki/${path}`)).arrayBuffer());

async function work(): Promise<{ challenge: string; solution: string }> {
  const { status, body } = await browser.call<VerificationChallenge>('POST', '/api/verification/challenge');
  expect(status).toBe(201);
  return { challenge: body.challenge, solution: solve(body) };
}

const verify = async (what: object) =>
  browser.call<VerificationAnswer>('POST', '/api/verification', { ...(await work()), ...what });

/** A document signed by somebody we know nothing of. */
function foreignSignature(document: Buffer): Buffer {
  const key = ecKey().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const made = openssl(
    [
      'req',
      '-x509',
      '-new',
      '-key',
      'key.pem',
      '-out',
      'signer.pem',
      '-days',
      '9',
      '-subj',
      '/O=Elsewhere/CN=Somebody',
    ],
    { 'key.pem': key },
  );
  const signer = made.file('signer.pem').toString();
  const chain = openssl([
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'k.pem',
    '-out',
    'c.pem',
    '-subj',
    '/CN=Other',
  ]).file('c.pem');
  return opensslSign(
    { files: { 'signer.pem': signer, 'key.pem': key, 'chain.pem': chain.toString() } },
    [],
    document,
  );
}

describe('verification on the running deployment', () => {
  it('D4, D5: the authorities’ own certificates, with the grants of the function and the published lists', async () => {
    for (const name of [
      'root',
      'signature',
      'authentication',
      'seal',
      'delivery-evidence',
      'time-stamping',
    ]) {
      const file = await published(`${name}.cer`);
      const { status, body } = await verify({ mode: 'certificate', certificate: file.toString('base64') });
      expect(status).toBe(200);
      expect(body, `${name}: ${body.sentence}`).toMatchObject({ valid: true, verifiedBy: guichet.origin });
    }
  });

  it('D4: a challenge serves once', async () => {
    const what = {
      ...(await work()),
      mode: 'certificate',
      certificate: (await published('root.cer')).toString('base64'),
    };
    expect((await browser.call('POST', '/api/verification', what)).status).toBe(200);
    expect(await browser.call('POST', '/api/verification', what)).toMatchObject({
      status: 410,
      body: { code: 'challenge-used' },
    });
  });

  it.skipIf(!hasOpenssl)('D6: a time-stamp is no signature of a document', async () => {
    const query = openssl(['ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'query'], {
      data: 'x',
    }).file('query');
    const answer = await fetch(`${guichet.origin}/tsa`, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: Uint8Array.from(query),
    });
    const response = Buffer.from(await answer.arrayBuffer());
    const token = openssl(['ts', '-reply', '-in', 'response', '-token_out', '-out', 'token'], {
      response,
    }).file('token');
    const { body } = await verify({ mode: 'attached', signature: token.toString('base64') });
    expect(body).toMatchObject({ valid: false, signers: [{ failures: ['wrong-key-usage'] }] });
  });

  it('D6: more than 4 MB is refused with the way out', async () => {
    const large = Buffer.alloc(4_100_000, 'large').toString('base64');
    const { status, body } = await browser.call<{ code: string }>('POST', '/api/verification', {
      ...(await work()),
      mode: 'attached',
      signature: large,
    });
    expect([status, body.code]).toEqual([413, 'signature-too-large']);
  });

  it.skipIf(!hasOpenssl)('D5: the program in docs/signatures.md does what it says', async () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/signatures.md'), 'utf8');
    const program = /```js\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'guichet-verify-'));
    try {
      const document = Buffer.from('a lease');
      const files = { 'verify.mjs': program, 'lease.pdf': document, 'lease.p7s': foreignSignature(document) };
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['verify.mjs', 'lease.pdf', 'lease.p7s'],
        {
          cwd: folder,
          env: { GUICHET: guichet.origin },
        },
      );
      expect(stdout).toBe('The certificate was not issued by an authority that is trusted here. Somebody\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(!hasOpenssl)('D6: a foreign signature in all its modes', async () => {
    const document = Buffer.from('a lease');
    const signature = foreignSignature(document).toString('base64');
    const digest = createHash('sha256').update(document).digest('hex');
    for (const what of [
      { mode: 'detached', signature, content: document.toString('base64') },
      { mode: 'hash', signature, digest, digestAlgorithm: 'SHA-256' },
    ])
      expect((await verify(what)).body).toMatchObject({
        failure: 'untrusted-issuer',
        signers: [{ certificate: { owner: 'Somebody', issuedBy: 'Elsewhere' } }],
      });
  });
});
