import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../lambdas/adapters/aws/small-client/read-answer.ts';

const bytes = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'));
const chunked = (...parts: Buffer[]): Buffer =>
  Buffer.concat([
    bytes('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', ''),
    ...parts.flatMap((part) => [bytes(`${part.length.toString(16)};x=y`, ''), part, bytes('', '')]),
    bytes('0', 'Trailer: passed over', '', ''),
  ]);

describe('an answer of HTTP/1.1', () => {
  it('B1: status, headers by lower-case name, and the body of the told length', () => {
    const answer = readAnswer(
      bytes('HTTP/1.1 400 Bad Request', 'X-Amzn-RequestId:  r1 ', 'Content-Length: 4', '', '{"a}tail'),
    );
    expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-requestid': 'r1' } });
    expect(answer?.body.toString()).toBe('{"a}');
  });

  it('B1: RFC 9112 §7.1: a body in chunks, with extensions and a trailer', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 })), (parts) => {
        const all = chunked(...parts.map((part) => Buffer.from(part)));
        const answer = readAnswer(all);
        expect(answer?.body.equals(Buffer.concat(parts))).toBe(true);
        expect(answer?.end).toBe(all.length);
      }),
    );
  });

  it('B1: none before the last byte came', () => {
    for (const whole of [
      bytes('HTTP/1.1 200 OK', 'content-length: 3', '', 'abc'),
      bytes('HTTP/1.1 200 OK', 'content-length: 0', '', ''),
      chunked(Buffer.from('abc'), Buffer.from('d')),
    ]) {
      for (let end = 0; end < whole.length; end += 1)
        expect(readAnswer(whole.subarray(0, end))).toBeUndefined();
      expect(readAnswer(whole)?.end).toBe(whole.length);
    }
  });

  it.each([
    ['another protocol', bytes('SSH-2.0-OpenSSH', '', '')],
    ['HTTP/1.0, whose connections do not stay', bytes('HTTP/1.0 200 OK', 'content-length: 0', '', '')],
    ['no status', bytes('HTTP/1.1 OK', 'content-length: 0', '', '')],
    ['an announcement that nobody asked for', bytes('HTTP/1.1 100 Continue', '', '')],
    ['no length', bytes('HTTP/1.1 200 OK', '', 'abc')],
    ['two lengths', bytes('HTTP/1.1 200 OK', 'content-length: 1', 'Content-Length: 2', '', 'ab')],
    ['a negative length', bytes('HTTP/1.1 200 OK', 'content-length: -1', '', '')],
    [
      'a length and chunks',
      bytes('HTTP/1.1 200 OK', 'content-length: 1', 'transfer-encoding: chunked', '', ''),
    ],
    ['another coding', bytes('HTTP/1.1 200 OK', 'transfer-encoding: gzip, chunked', '', '')],
    ['a chunk without a size', bytes('HTTP/1.1 200 OK', 'transfer-encoding: chunked', '', 'x', '')],
    ['a chunk longer than its size', bytes('HTTP/1.1 200 OK', 'transfer-encoding: chunked', '', '1', 'abc')],
    ['a header without a name', bytes('HTTP/1.1 200 OK', ': 1', 'content-length: 0', '', '')],
    ['a folded header', bytes('HTTP/1.1 200 OK', 'a: 1', ' b: 2', 'content-length: 0', '', '')],
    ['a head without an end', Buffer.alloc(16_385, 'a')],
  ])('B1: %s is refused', (_what, given) => {
    expect(() => readAnswer(given)).toThrow(expect.objectContaining({ name: 'ProtocolError' }));
  });
});
