import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NAME_PART } from '../../../local/client-authority/certificate.ts';
import { startBackChannel } from '../../support/back-channel.ts';
import type { TestCertificate } from '../../support/client-certificates.ts';
import type { TestMutualTls } from '../../support/mutual-tls.ts';
import { type Desk, deskOf, refusalOf, signInWith } from '../../support/oidc-library.ts';
import { registerExample } from '../../support/registration.ts';
import { CALLBACK } from '../../support/relying-party.ts';
import type { SignInService } from '../../support/sign-in.ts';

const EXAMPLE = join(import.meta.dirname, '../../../docs/integration/mutual-tls/by-certificate.js');

interface Example {
  byCertificate(
    issuer: string,
    clientId: string,
    of: { readonly key: string; readonly certificate: string; readonly authority: string },
  ): Promise<client.Configuration>;
}

let service: SignInService;
let mutualTls: TestMutualTls;
let desk: Desk;
let example: Example;

beforeAll(async () => {
  example = await import(pathToFileURL(EXAMPLE).href);
  service = await startBackChannel({}, { mutualTls: true });
  mutualTls = service.mutualTls as TestMutualTls;
  desk = deskOf(service, await service.personWithPhone());
  const addresses = { 'https://my-service.example/callback': CALLBACK };
  await registerExample(service, 'docs/integration/mutual-tls/my-service.json', addresses);
});
afterAll(() => service.stop());

const certificateOf = (organisation: string): TestCertificate =>
  mutualTls.authority.issue([
    [NAME_PART.country, 'FR'],
    [NAME_PART.organisation, organisation],
    [NAME_PART.commonName, 'my-service'],
  ]);
const configured = ({ key, pem: certificate }: TestCertificate): Promise<client.Configuration> =>
  example.byCertificate(service.issuer, 'my-service', {
    key,
    certificate,
    authority: mutualTls.authority.pem,
  });

describe('the example of docs/integration/mutual-tls.md', () => {
  it('B1 B2 B9: signs in by its certificate and reads userinfo with it', async () => {
    const config = await configured(certificateOf('My Organisation'));
    const tokens = await signInWith(config, desk, { scope: 'openid profile email' });
    const person = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    expect(person).toMatchObject({ family_name: 'MARTIN', email: 'maelys@example.org' });
  });

  it('B9: RFC 8705 §2.1: a certificate of another organisation is refused', async () => {
    const config = await configured(certificateOf('Another Organisation'));
    expect(await refusalOf(signInWith(config, desk))).toBe('invalid_client');
  });
});
