import { describe, expect, it } from 'vitest';
import { requirePushEndpoint } from '../../../lambdas/domain/web-push/require-push-endpoint.ts';

describe('the address of a push service', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
    'https://wns2-par02p.notify.windows.com/w/?token=BQY%2b',
  ])('B3: takes %s', (endpoint) => {
    expect(requirePushEndpoint(endpoint, false)).toBe(endpoint);
  });

  it.each([
    'http://push.example/a',
    'http://127.0.0.1:9000/a',
    'https://user:secret@push.example/a',
    'https://push.example/a#part',
    'ftp://push.example/a',
    '/push/a',
    'push',
  ])('B3: refuses %s', (endpoint) => {
    expect(() => requirePushEndpoint(endpoint, false)).toThrow(
      expect.objectContaining({ code: 'push-endpoint' }),
    );
  });

  it('B3: on the laptop plain http is taken to this machine, and nowhere else', () => {
    expect(requirePushEndpoint('http://127.0.0.1:9000/a', true)).toBe('http://127.0.0.1:9000/a');
    expect(() => requirePushEndpoint('http://192.168.1.1/a', true)).toThrow('https');
    expect(() => requirePushEndpoint('http://push.example/a', true)).toThrow('https');
  });
});
