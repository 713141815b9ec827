/** The octets of an IP address in hex, however it is written (RFC 8705 §2.1.2: dotted decimal, or RFC 5952); undefined when it is none. */
export function addressOctets(written: string): string | undefined {
  return written.includes(':') ? ipv6(written) : ipv4(written);
}

function ipv4(written: string): string | undefined {
  const parts = written.split('.');
  const fit =
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return fit ? Buffer.from(parts.map(Number)).toString('hex') : undefined;
}

/** RFC 4291 §2.2: eight groups, of which one run of zeros may be left out; the last two may be dotted. */
function ipv6(written: string): string | undefined {
  const [before = '', after, ...more] = written.split('::');
  const [head, tail] = [groups(before), groups(after ?? '')];
  if (head === undefined || tail === undefined || more.length > 0) return undefined;
  const missing = 32 - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 4) return undefined;
  return head + '0'.repeat(missing) + tail;
}

function groups(written: string): string | undefined {
  if (written === '') return '';
  const parts = written.split(':').map((part, at, all) => {
    if (part.includes('.') && at === all.length - 1) return ipv4(part);
    return /^[0-9A-Fa-f]{1,4}$/.test(part) ? part.toLowerCase().padStart(4, '0') : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join('');
}
