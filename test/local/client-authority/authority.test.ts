import { spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAuthority } from '../../../local/client-authority/authority.ts';
import { commonName, testAuthority } from '../../support/client-certificates.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'guichet-authority-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const kept = (name: string): string => readFileSync(join(data, 'mtls', name), 'utf8');
const YEAR = 365 * 86_400_000;

/** `npm run client-certificate -- …`, from the data folder. */
function command(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const env = { ...process.env, GUICHET_DATA: data, INIT_CWD: data };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['local/client-certificate.ts', ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

describe('the authority for client certificates', () => {
  it('B9: is made once, and its key is nobody else’s to read', () => {
    const first = openAuthority(data).certificate;
    expect(openAuthority(data).certificate).toBe(first);
    expect(new X509Certificate(first).ca).toBe(true);
    expect(statSync(join(data, 'mtls/authority.key')).mode & 0o077).toBe(0);
  });

  it('B9: what it issues is verified by it, for clients and for hosts', () => {
    const authority = openAuthority(data);
    const issuer = new X509Certificate(authority.certificate);
    const client = new X509Certificate(authority.issueClient(commonName('rp')).certificate);
    const host = new X509Certificate(authority.issueServer('127.0.0.1').certificate);
    for (const issued of [client, host]) {
      expect([issued.verify(issuer.publicKey), issued.checkIssued(issuer), issued.ca]).toEqual([
        true,
        true,
        false,
      ]);
    }
    expect(client.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']); // node:crypto gives the extended one here
    expect(host.checkIP('127.0.0.1')).toBe('127.0.0.1');
  });

  it('B9: an authority that was added to its trust store stays there', () => {
    openAuthority(data);
    const other = testAuthority('Another').pem;
    appendFileSync(join(data, 'mtls/truststore.pem'), other);
    expect(openAuthority(data).trustStore()).toContain(other.trim());
  });

  it('B9: it is made anew before it ends, and the trust store then holds both', () => {
    const first = openAuthority(data, new Date(Date.now() - 9.9 * YEAR)).certificate;
    const second = openAuthority(data);
    expect(second.certificate).not.toBe(first);
    expect(second.trustStore()).toContain(second.certificate.trim());
  });
});

describe('npm run client-certificate', () => {
  it('B9: writes key and certificate and says what to register', () => {
    const { status, said } = command(
      'tax',
      '--organisation',
      'Tax, Office',
      '--country',
      'FR',
      '--dns',
      'tax.example',
    );
    expect([status, said]).toEqual([0, expect.stringContaining('"CN=tax,O=Tax\\\\, Office,C=FR"')]);
    const certificate = new X509Certificate(kept('clients/tax.pem'));
    expect(certificate.subject).toBe('C=FR\nO=Tax\\, Office\nCN=tax');
    expect(certificate.subjectAltName).toBe('DNS:tax.example');
    expect(certificate.checkPrivateKey(createPrivateKey(kept('clients/tax.key')))).toBe(true);
  });

  it.each([
    [[], 'Say one name.'],
    [['one', 'two'], 'Say one name.'],
    [['rp', '--country', 'France'], '--country is two capital letters'],
    [['rp', '--days', '0'], '--days is a whole number'],
    [['rp', '--nothing'], "Unknown option '--nothing'"],
  ])('B9: %j is answered with a sentence and the usage', (args, sentence) => {
    const { status, said } = command(...args);
    expect(status).toBe(2);
    expect(said).toContain(sentence);
    expect(said).toContain('Usage: npm run client-certificate');
  });
});
