import { describe, expect, it } from 'vitest';
import { createFaults, faultError } from '../../../../local/cloud/gateway/faults.ts';
import { protocolOf, renderError } from '../../../../local/cloud/gateway/protocol.ts';
import { isSignedWith, readAuthorization } from '../../../../local/cloud/gateway/signature.ts';
import { AwsError, type WireRequest } from '../../../../local/cloud/service.ts';

const request = (headers: Record<string, string>, method = 'POST', path = '/'): WireRequest => ({
  method,
  path,
  query: new URLSearchParams(),
  headers,
  body: Buffer.alloc(0),
});

describe('protocols', () => {
  const denied = new AwsError('AccessDeniedException', 'User: <x> & y may not', 400);

  it('X1: AWS JSON names the error in the body and the header', () => {
    const wire = renderError(denied, 'json', request({ 'content-type': 'application/x-amz-json-1.1' }));
    expect(wire).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': 'AccessDeniedException' },
    });
    expect(JSON.parse(String(wire.body))).toMatchObject({
      __type: 'AccessDeniedException',
      message: 'User: <x> & y may not',
    });
  });

  it('X1: REST services refuse with 403, S3 and form services in their XML and their own names', () => {
    expect(renderError(denied, 'rest-json', request({})).status).toBe(403);
    const s3 = renderError(denied, 's3', request({}, 'GET', '/bucket/<key>'));
    expect(s3.status).toBe(403);
    expect(s3.body).toMatch(
      /<Code>AccessDenied<\/Code><Message>User: &lt;x&gt; &amp; y may not<\/Message><Resource>\/bucket\/&lt;key&gt;/,
    );
    expect(renderError(denied, 's3', request({}, 'HEAD')).body).toBe('');
    const form = renderError(denied, 'query', request({}));
    expect(form.body).toMatch(/<ErrorResponse><Error><Type>Sender<\/Type><Code>AuthorizationError<\/Code>/);
  });

  it('X1: the protocol follows from target, service and content type', () => {
    expect(protocolOf(request({ 'x-amz-target': 'TrentService.Sign' }), 'kms')).toBe('json');
    expect(protocolOf(request({}), 's3')).toBe('s3');
    expect(
      protocolOf(request({ 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }), 'sns'),
    ).toBe('query');
    expect(protocolOf(request({ 'content-type': 'application/json' }), 'ses')).toBe('rest-json');
  });
});

describe('signature version 4', () => {
  // AWS's published test suite, case "get-vanilla": key AKIDEXAMPLE, 20150830T123600Z, us-east-1, service "service".
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
  const headers = { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z', authorization };
  const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

  it('X1: accepts the vector of the published suite', () => {
    const scope = readAuthorization(authorization);
    if (scope === undefined) throw new Error('The vector must parse.');
    expect(isSignedWith(secret, scope, request(headers, 'GET'), '')).toBe(true);
  });

  it.each<[string, Partial<WireRequest>, string, string]>([
    ['another method', { method: 'POST' }, '', secret],
    ['another path', { path: '/other' }, '', secret],
    ['another query', {}, 'a=1', secret],
    ['another body', { body: Buffer.from('x') }, '', secret],
    ['another date', { headers: { ...headers, 'x-amz-date': '20150830T123601Z' } }, '', secret],
    ['another secret', {}, '', 'guess'],
  ])('X1: refuses %s', (_, change, rawQuery, key) => {
    const scope = readAuthorization(authorization);
    if (scope === undefined) throw new Error('The vector must parse.');
    expect(isSignedWith(key, scope, { ...request(headers, 'GET'), ...change }, rawQuery)).toBe(false);
  });

  it('X1: what is no signature is not read as one', () => {
    for (const header of [
      undefined,
      '',
      'Bearer abc',
      `${authorization}00`,
      authorization.replace('aws4_request', 'x'),
    ])
      expect(readAuthorization(header)).toBeUndefined();
  });
});

describe('faults', () => {
  it('X3: counts down, matches a whole service, and speaks each service’s own words', () => {
    const faults = createFaults();
    faults.set({ operation: 'kms:*', fault: 'throttle', calls: 2 });
    expect(faults.take('s3', 'GetObject')).toBeUndefined();
    expect(faults.take('kms', 'Sign')?.fault).toBe('throttle');
    expect(faults.list()).toEqual([{ operation: 'kms:*', fault: 'throttle', calls: 1 }]);
    expect(faults.take('kms', 'Verify')?.fault).toBe('throttle');
    expect(faults.take('kms', 'Sign')).toBeUndefined();
    expect(faultError('throttle', 'kms', 'Sign').code).toBe('ThrottlingException');
    expect(faultError('throttle', 's3', 'GetObject').code).toBe('SlowDown');
    expect(faultError('fail', 'kms', 'Sign').code).toBe('KMSInternalException');
  });

  it.each([
    [{ operation: 'sign', fault: 'deny' }],
    [{ operation: 'kms:Sign', fault: 'explode' }],
    [{ operation: 'kms:Sign', fault: 'deny', calls: 0 }],
    [{ operation: 'kms:Sign', fault: 'slow', delayMilliseconds: -1 }],
    [null],
  ])('X2: refuses %j', (fault) => {
    expect(() => createFaults().set(fault)).toThrow(/must/);
  });
});
