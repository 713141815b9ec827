import { describe, expect, it } from 'vitest';
import { sigv4 } from '../../../../lambdas/adapters/aws/small-client/sigv4.ts';

const signatureOf = (headers: Record<string, string>): string =>
  /Signature=(\w+)$/.exec(headers.authorization ?? '')?.[1] ?? '';

/** Credentials, Region, service and date of the AWS Signature Version 4 test suite. */
const suite = () => {
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  });
  return sigv4('service', 'us-east-1');
};
const at = new Date('2015-08-30T12:36:00.000Z');
const host = 'example.amazonaws.com';

describe('B1: Signature Version 4', () => {
  it('B1: the vector post-vanilla of the AWS test suite', () => {
    const signed = suite()({ headers: { host }, body: '', at });
    expect(signed.authorization).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    );
  });

  it('B1: the vector post-x-www-form-urlencoded of the AWS test suite (a body, another header)', () => {
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
    expect(signatureOf(suite()({ headers, body: 'Param1=value1', at }))).toBe(
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    );
  });

  it('B1: another day, body, header or secret gives another signature', () => {
    const sign = suite();
    const first = signatureOf(sign({ headers: { host }, body: '', at }));
    const others = [
      sign({ headers: { host }, body: '{}', at }),
      sign({ headers: { host: 'other' }, body: '', at }),
      sign({ headers: { host }, body: '', at: new Date('2015-08-31T12:36:00.000Z') }),
    ].map(signatureOf);
    process.env.AWS_SECRET_ACCESS_KEY = 'another';
    others.push(signatureOf(sign({ headers: { host }, body: '', at })));
    expect(new Set([first, ...others]).size).toBe(5);
  });
});
