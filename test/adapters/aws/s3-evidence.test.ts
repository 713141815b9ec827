import { beforeAll, describe, expect, it } from 'vitest';
import { s3EvidenceUploads, s3EvidenceViews } from '../../../lambdas/adapters/aws/s3-evidence.ts';

beforeAll(() => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});

const KEY = 'enrolment-1/document-front-abc';
const form = () =>
  s3EvidenceUploads('evidence-bucket').form({
    key: KEY,
    contentType: 'image/jpeg',
    maximumBytes: 15_000_000,
    lifetimeSeconds: 600,
  });

/** The POST policy S3 checks (Amazon S3 API, "Creating a POST policy"). */
async function policy(): Promise<{ expiration: string; conditions: unknown[] }> {
  const { fields } = await form();
  return JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString('utf8'));
}

describe('upload forms', () => {
  it('A7: allow one key, one type, at least one byte and at most the limit', async () => {
    const { conditions } = await policy();
    expect(conditions).toContainEqual({ key: KEY });
    expect(conditions).toContainEqual({ bucket: 'evidence-bucket' });
    expect(conditions).toContainEqual(['eq', '$Content-Type', 'image/jpeg']);
    expect(conditions).toContainEqual(['content-length-range', 1, 15_000_000]);
    expect(JSON.stringify(conditions)).not.toContain('starts-with');
  });

  it('A7: end after ten minutes', async () => {
    const left = Date.parse((await policy()).expiration) - Date.now();
    expect(left).toBeGreaterThan(590_000);
    expect(left).toBeLessThanOrEqual(600_000);
  });

  it('A7: carry the declared type to the object', async () => {
    expect((await form()).fields).toMatchObject({ key: KEY, 'Content-Type': 'image/jpeg' });
  });
});

describe('views of evidence', () => {
  it('A9: are addresses for minutes', async () => {
    const url = new URL(await s3EvidenceViews('evidence-bucket').url(KEY, 300));
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  });
});
