import { Refusal } from '../errors.ts';

/**
 * The address a browser's push service gave it: absolute, https, nothing in it but host and path (RFC 8030 §8.1). Which push services
 * there are is not ours to say; what may be called at all, `GuardedDoor` judges with each call.
 * @param allowsLoopback on the laptop only: plain http to this machine
 * @throws Refusal unprocessable `push-endpoint`
 */
export function requirePushEndpoint(endpoint: string, allowsLoopback: boolean): string {
  const url = URL.parse(endpoint);
  if (url === null || !isCallable(url, allowsLoopback) || url.username !== '' || url.password !== '') {
    throw notAnEndpoint();
  }
  return url.href;
}

const isCallable = ({ protocol, hostname, hash }: URL, allowsLoopback: boolean): boolean =>
  hash === '' &&
  (protocol === 'https:' || (allowsLoopback && protocol === 'http:' && hostname === '127.0.0.1'));

const notAnEndpoint = (): Refusal =>
  new Refusal(
    'unprocessable',
    'push-endpoint',
    'The address of the push service must be an https address without name, password or fragment.',
    { next: ['try-again'] },
  );
