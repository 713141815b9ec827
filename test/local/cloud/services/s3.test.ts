import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3 } from '../../../../local/cloud/services/s3/s3.ts';
import { openSmallCloud, type SmallCloud } from '../small-cloud.ts';

const ORIGIN = 'http://127.0.0.1:4000';
const rule = {
  AllowedOrigins: [ORIGIN],
  AllowedMethods: ['PUT', 'POST', 'GET'],
  AllowedHeaders: ['content-type', 'x-amz-*'],
  ExposedHeaders: ['ETag'],
  MaxAge: 600,
};
const bucket = (Properties: Record<string, unknown>) => ({ Type: 'AWS::S3::Bucket', Properties });
const retention = { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } } };
const resources = {
  Evidence: bucket({
    BucketName: 'evidence',
    CorsConfiguration: { CorsRules: [rule] },
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  }),
  Web: bucket({ BucketName: 'web' }),
  Audit: bucket({ BucketName: 'audit', ObjectLockEnabled: true, ObjectLockConfiguration: retention }),
  Passing: bucket({
    BucketName: 'passing',
    LifecycleConfiguration: {
      Rules: [
        { Status: 'Enabled', Prefix: 'short/', ExpirationInDays: 1 },
        { Status: 'Disabled', ExpirationInDays: 1 },
      ],
    },
  }),
};

let cloud: SmallCloud;
let client: S3Client;
const events: Record<string, unknown>[] = [];
beforeAll(async () => {
  const call = (service: string, operation: string, input: Readonly<Record<string, unknown>>) => {
    if (`${service}:${operation}` === 'events:PutEvents')
      events.push(...(input.Entries as Record<string, unknown>[]));
    return {};
  };
  cloud = await openSmallCloud({ services: [s3], resources, call, denied: ['s3:BypassGovernanceRetention'] });
  client = new S3Client({ ...cloud.client, requestChecksumCalculation: 'WHEN_REQUIRED' });
});
afterAll(async () => {
  client.destroy();
  await cloud.close();
});

const put = (Key: string, Body: string, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket: 'evidence', Key, Body, ...more }));
const read = async (Key: string, Bucket = 'evidence') =>
  (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

describe('objects', () => {
  it('A7: keeps bytes, type, metadata and ETag under any key', async () => {
    const key = 'cases/é+ 7/front (1).jpg';
    const { ETag } = await put(key, 'picture', { ContentType: 'image/jpeg', Metadata: { case: '7' } });
    expect(ETag).toBe(`"${createHash('md5').update('picture').digest('hex')}"`);
    const head = await client.send(new HeadObjectCommand({ Bucket: 'evidence', Key: key }));
    expect(head).toMatchObject({
      ContentType: 'image/jpeg',
      ContentLength: 7,
      Metadata: { case: '7' },
      ETag,
    });
    expect(await read(key)).toBe('picture');
  });

  it('A7: reads ranges; one outside the object is InvalidRange', async () => {
    await put('range', '0123456789');
    const get = (Range: string) =>
      client.send(new GetObjectCommand({ Bucket: 'evidence', Key: 'range', Range }));
    expect(await (await get('bytes=2-4')).Body?.transformToString()).toBe('234');
    const tail = await get('bytes=-3');
    expect([tail.ContentRange, await tail.Body?.transformToString()]).toEqual(['bytes 7-9/10', '789']);
    await expect(get('bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('A7: unknown keys and buckets are refused by name', async () => {
    await expect(read('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read('nothing', 'nowhere')).rejects.toMatchObject({ name: 'NoSuchBucket' });
    const head = client.send(new HeadObjectCommand({ Bucket: 'evidence', Key: 'nothing' }));
    await expect(head).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('X1: If-None-Match lets only the first writer write; If-Match only the one who read', async () => {
    const { ETag } = await put('once', 'first', { IfNoneMatch: '*' });
    await expect(put('once', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await put('once', 'third', { IfMatch: ETag });
    await expect(put('once', 'fourth', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await read('once')).toBe('third');
  });

  it('A7: streamed bodies come aws-chunked and their trailing checksum is verified', async () => {
    const streaming = new S3Client({ ...cloud.client, requestStreamBufferSize: 65_536 });
    const Body = Readable.from([Buffer.alloc(70_000, 'a'), Buffer.from('end')]);
    const command = {
      Bucket: 'evidence',
      Key: 'stream',
      Body,
      ContentLength: 70_003,
      ChecksumAlgorithm: 'SHA256' as const,
    };
    await streaming.send(new PutObjectCommand(command));
    streaming.destroy();
    const text = await read('stream');
    expect([text?.length, text?.slice(-4)]).toEqual([70_003, 'aend']);
    const raw = await fetch(await signedPut('chunked', {}), {
      method: 'PUT',
      headers: { 'content-encoding': 'aws-chunked' },
      body: '3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',
    });
    expect([raw.status, await raw.text()]).toEqual([400, expect.stringContaining('BadDigest')]);
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
    'A7: %s of the SDK is verified both ways',
    async (ChecksumAlgorithm) => {
      await put(`sum-${ChecksumAlgorithm}`, 'picture', { ChecksumAlgorithm });
      const got = await client.send(
        new GetObjectCommand({
          Bucket: 'evidence',
          Key: `sum-${ChecksumAlgorithm}`,
          ChecksumMode: 'ENABLED',
        }),
      );
      expect(got[`Checksum${ChecksumAlgorithm}`]).toBeDefined();
      await expect(
        put('sum', 'picture', { ContentMD5: createHash('md5').update('x').digest('base64') }),
      ).rejects.toMatchObject({
        name: 'BadDigest',
      });
    },
  );

  it('X3: lists by prefix and delimiter in pages, copies and deletes many', async () => {
    for (const key of ['l/a/1', 'l/a/2', 'l/b', 'l/c & d']) await put(key, key);
    const list = (more: object) =>
      client.send(new ListObjectsV2Command({ Bucket: 'evidence', Prefix: 'l/', ...more }));
    const rolled = await list({ Delimiter: '/' });
    expect(rolled.CommonPrefixes).toEqual([{ Prefix: 'l/a/' }]);
    expect(rolled.Contents?.map(({ Key }) => Key)).toEqual(['l/b', 'l/c & d']);
    const page = await list({ MaxKeys: 3 });
    expect(page.IsTruncated).toBe(true);
    const rest = await list({ ContinuationToken: page.NextContinuationToken });
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['l/c & d']);
    await client.send(
      new CopyObjectCommand({ Bucket: 'evidence', Key: 'copy', CopySource: encodeURI('evidence/l/b') }),
    );
    expect(await read('copy')).toBe('l/b');
    const Objects = ['l/a/1', 'l/a/2', 'l/b', 'l/c & d'].map((Key) => ({ Key }));
    await client.send(new DeleteObjectsCommand({ Bucket: 'evidence', Delete: { Objects } }));
    expect((await list({})).KeyCount).toBe(0);
  });

  it('A9: a new object is told to EventBridge, before its writer hears of it', async () => {
    await put('told', 'x');
    const detail = JSON.parse(String(events.at(-1)?.Detail));
    expect(events.at(-1)).toMatchObject({ Source: 'aws.s3', DetailType: 'Object Created' });
    expect(detail).toMatchObject({
      bucket: { name: 'evidence' },
      object: { key: 'told', size: 1 },
      reason: 'PutObject',
    });
  });

  it('X3: objects are there after a restart', async () => {
    await put('kept', 'still here', { ContentType: 'text/plain' });
    const again = await openSmallCloud({ services: [s3], resources, data: cloud.data });
    const other = new S3Client(again.client);
    const got = await other.send(new GetObjectCommand({ Bucket: 'evidence', Key: 'kept' }));
    expect([got.ContentType, await got.Body?.transformToString()]).toEqual(['text/plain', 'still here']);
    other.destroy();
    await again.close();
  });
});

async function signedPut(Key: string, more: object, expiresIn = 60, at = cloud) {
  const signer = new S3Client({ ...at.client, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const signableHeaders = new Set('ContentType' in more ? ['content-type', 'host'] : ['host']);
  const command = new PutObjectCommand({ Bucket: 'evidence', Key, ...more });
  return getSignedUrl(signer, command, { expiresIn, signableHeaders }).finally(() => signer.destroy());
}

describe('presigned requests', () => {
  const upload = (url: string, headers: Record<string, string> = {}, body = 'picture') =>
    fetch(url, { method: 'PUT', headers, body });

  it('A7: a browser puts and gets with presigned URLs', async () => {
    const stored = await upload(await signedPut('signed', { ContentType: 'image/png' }), {
      'content-type': 'image/png',
    });
    expect(stored.status).toBe(200);
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'evidence', Key: 'signed' }));
    const got = await fetch(url);
    expect([got.headers.get('content-type'), await got.text()]).toEqual(['image/png', 'picture']);
  });

  it('A7: another key, another type, another method, or a changed life breaks the signature', async () => {
    const url = await signedPut('mine', { ContentType: 'image/png' });
    const type = { 'content-type': 'image/png' };
    const attempts = [
      upload(url.replace('/mine?', '/yours?'), type),
      upload(url, { 'content-type': 'text/html' }),
      upload(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'), type),
      fetch(url, { method: 'DELETE', headers: type }),
    ];
    for (const answer of await Promise.all(attempts)) {
      expect([answer.status, await answer.text()]).toEqual([
        403,
        expect.stringContaining('SignatureDoesNotMatch'),
      ]);
    }
  });

  it('A7: an unsigned x-amz header and a stranger’s key are refused', async () => {
    const url = await signedPut('plain', {});
    const extra = await upload(url, { 'x-amz-meta-role': 'admin' });
    expect([extra.status, await extra.text()]).toEqual([403, expect.stringContaining('not signed')]);
    const stranger = await upload(url.replace('AKIASMALLCLOUD000001', 'AKIASMALLCLOUD000002'));
    expect(stranger.status).toBe(403);
  });

  it('A7: a URL dies when its time is up by the cloud clock', async () => {
    const own = await openSmallCloud({ services: [s3], resources, call: () => ({}) });
    const url = await signedPut('late', {}, 60, own);
    own.clock.advance(58);
    expect((await upload(url)).status).toBe(200);
    own.clock.advance(3);
    const late = await upload(url);
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
    await own.close();
  });

  it('A7: the checksum of an empty body signed by mistake is refused, as S3 does', async () => {
    const careless = new S3Client(cloud.client);
    const url = await getSignedUrl(careless, new PutObjectCommand({ Bucket: 'evidence', Key: 'empty' }));
    careless.destroy();
    const answer = await upload(url);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('WHEN_REQUIRED')]);
  });

  it('E1: a presigned upload takes only the content whose checksum was signed', async () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
    const command = new PutObjectCommand({
      Bucket: 'evidence',
      Key: 'hashed',
      ChecksumSHA256: sha256('letter'),
    });
    const name = 'x-amz-checksum-sha256';
    const asHeader = await getSignedUrl(client, command, { unhoistableHeaders: new Set([name]) });
    expect(new URL(asHeader).searchParams.get('X-Amz-SignedHeaders')).toContain(name);
    const signed = { [name]: sha256('letter') };
    expect((await upload(asHeader, signed, 'letter')).status).toBe(200);
    const swapped = await upload(asHeader, signed, 'Letter');
    expect([swapped.status, await swapped.text()]).toEqual([400, expect.stringContaining('BadDigest')]);
    const resigned = await upload(asHeader, { [name]: sha256('Letter') }, 'Letter');
    expect([resigned.status, await resigned.text()]).toEqual([
      403,
      expect.stringContaining('SignatureDoesNotMatch'),
    ]);
    expect((await upload(asHeader, {}, 'Letter')).status).toBe(403);
    const inQuery = await getSignedUrl(client, command);
    const hoisted = await upload(inQuery, {}, 'Letter');
    expect([hoisted.status, await hoisted.text()]).toEqual([400, expect.stringContaining('BadDigest')]);
    expect(await read('hashed')).toBe('letter');
  });

  it('A7: without any signature nothing is read', async () => {
    await put('secret', 'x');
    expect((await fetch(`${cloud.url}/evidence/secret`)).status).toBe(403);
  });
});

describe('POST policy', () => {
  async function post(
    change: (form: FormData) => void = () => {},
    more: Partial<PresignedPostOptions> = {},
    body = 'picture',
  ) {
    const { url, fields } = await createPresignedPost(client, {
      Bucket: 'evidence',
      Key: 'posted/picture.jpg',
      Conditions: [
        ['content-length-range', 1, 10],
        ['starts-with', '$Content-Type', 'image/'],
      ],
      Fields: { 'x-amz-meta-case': '7' },
      Expires: 60,
      ...more,
    });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('Content-Type', 'image/jpeg');
    change(form);
    form.append('file', new Blob([body]), 'from-phone.jpg');
    const answer = await fetch(url, { method: 'POST', body: form, headers: { origin: ORIGIN } });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  }

  it('A7: a form that meets its policy is stored with its type and metadata', async () => {
    const { status, headers } = await post();
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, ORIGIN]);
    const head = await client.send(new HeadObjectCommand({ Bucket: 'evidence', Key: 'posted/picture.jpg' }));
    expect(head).toMatchObject({ ContentType: 'image/jpeg', Metadata: { case: '7' } });
    expect(JSON.parse(String(events.at(-1)?.Detail)).reason).toBe('POST Object');
  });

  it('A7: the filename variable becomes the name of the file', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is S3's, not ours
    expect((await post(() => {}, { Key: 'posted/${filename}' })).status).toBe(204);
    expect(await read('posted/from-phone.jpg')).toBe('picture');
  });

  const refusals: [string, (form: FormData) => void, number, string][] = [
    ['another key', (form) => form.set('key', 'other'), 403, 'Policy Condition failed'],
    ['another type', (form) => form.set('Content-Type', 'text/html'), 403, 'Policy Condition failed'],
    ['a field nobody signed', (form) => form.set('x-amz-meta-role', 'admin'), 403, 'Extra input fields'],
    [
      'another value of a signed field',
      (form) => form.set('x-amz-meta-case', '8'),
      403,
      'Policy Condition failed',
    ],
    [
      'a changed policy',
      (form) => form.set('Policy', btoa('{"expiration":"2999-01-01T00:00:00Z","conditions":[]}')),
      403,
      'SignatureDoesNotMatch',
    ],
    ['no policy', (form) => form.delete('Policy'), 400, 'policy'],
    ['no key', (form) => form.delete('key'), 400, 'key'],
  ];
  it.each(refusals)('A7: a form with %s is refused', async (_, change, status, sentence) => {
    const refused = await post(change);
    expect([refused.status, refused.text]).toEqual([status, expect.stringContaining(sentence)]);
  });

  it('E1: a form takes only the content whose checksum its policy fixes', async () => {
    const name = 'x-amz-checksum-sha256';
    const sum = (text: string) => createHash('sha256').update(text).digest('base64');
    const fixed = { Fields: { [name]: sum('letter') }, Key: 'posted/letter' };
    expect((await post(() => {}, fixed, 'letter')).status).toBe(204);
    const swapped = await post(() => {}, fixed, 'Letter');
    expect([swapped.status, swapped.text]).toEqual([400, expect.stringContaining('BadDigest')]);
    const resigned = await post((form) => form.set(name, sum('Letter')), fixed, 'Letter');
    expect([resigned.status, resigned.text]).toEqual([
      403,
      expect.stringContaining('Policy Condition failed'),
    ]);
    const without = await post((form) => form.delete(name), fixed, 'Letter');
    expect(without.status).toBe(403);
    expect(await read('posted/letter')).toBe('letter');
  });

  it('A7: too large, too small and too late are refused', async () => {
    expect((await post(() => {}, {}, 'x'.repeat(11))).text).toContain('EntityTooLarge');
    expect((await post(() => {}, {}, '')).text).toContain('EntityTooSmall');
    expect((await post(() => {}, { Expires: -1 })).text).toContain('Policy expired');
  });

  it('A7: a body that is no form is refused', async () => {
    const answer = await fetch(`${cloud.url}/evidence`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nnever ends',
    });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('MalformedPOSTRequest'),
    ]);
  });
});

describe('CORS', () => {
  const ask = (bucketName: string, headers: Record<string, string>) =>
    fetch(`${cloud.url}/${bucketName}/key`, { method: 'OPTIONS', headers });
  const announced = {
    origin: ORIGIN,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type',
  };

  it('A7: the preflight of the web app is answered from the template', async () => {
    const { status, headers } = await ask('evidence', announced);
    expect([
      status,
      headers.get('access-control-allow-origin'),
      headers.get('access-control-max-age'),
    ]).toEqual([200, ORIGIN, '600']);
    expect(headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it.each([
    ['another origin', { ...announced, origin: 'https://evil.example' }],
    ['another method', { ...announced, 'access-control-request-method': 'DELETE' }],
    ['another header', { ...announced, 'access-control-request-headers': 'authorization' }],
  ])('A7: %s is refused', async (_, headers) => {
    expect((await ask('evidence', headers)).status).toBe(403);
  });

  it('A7: a bucket without rules allows no other origin', async () => {
    expect((await ask('web', announced)).status).toBe(403);
  });
});

describe('retention', () => {
  it('X1: a retained object can be neither deleted nor overwritten until its time', async () => {
    const audit = { Bucket: 'audit', Key: 'checkpoint' };
    await client.send(new PutObjectCommand({ ...audit, Body: 'root hash' }));
    const { Retention } = await client.send(new GetObjectRetentionCommand(audit));
    expect(Retention?.Mode).toBe('GOVERNANCE');
    const remove = (more = {}) => client.send(new DeleteObjectCommand({ ...audit, ...more }));
    const denied = { name: 'AccessDenied' };
    await expect(remove()).rejects.toMatchObject(denied);
    await expect(remove({ BypassGovernanceRetention: true })).rejects.toThrow('not authorized');
    await expect(client.send(new PutObjectCommand({ ...audit, Body: 'forged' }))).rejects.toMatchObject(
      denied,
    );
    const { Errors } = await client.send(
      new DeleteObjectsCommand({ Bucket: 'audit', Delete: { Objects: [{ Key: 'checkpoint' }] } }),
    );
    expect(Errors).toMatchObject([{ Key: 'checkpoint', Code: 'AccessDenied' }]);
  });

  it('X3: lifecycle deletes by the clock, only under its prefix, and never what is retained', async () => {
    for (const Key of ['short/a', 'long/b'])
      await client.send(new PutObjectCommand({ Bucket: 'passing', Key, Body: 'x' }));
    const keys = async () =>
      (await cloud.service('s3').call({ name: 'ListObjectsV2', input: { Bucket: 'passing' } }, {
        request: { query: new URLSearchParams() },
      } as never)) as {
        Contents: { Key: string }[];
      };
    cloud.clock.advance(86_401);
    await expect.poll(async () => (await keys()).Contents.map(({ Key }) => Key)).toEqual(['long/b']);
  });
});
