/** What of an e-mail the outbox shows. */
export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** Reads a raw e-mail (RFC 5322, RFC 2045): subject, recipients, the first text and HTML parts; attachments are left. */
export function parseMail(raw: Buffer): Mail {
  const mail = readPart(raw);
  const parts = leaves(mail);
  const find = (type: string) => parts.find((part) => typeOf(part).startsWith(type) && !isAttachment(part));
  const plain = find('text/plain');
  const html = find('text/html');
  return {
    to: ['to', 'cc', 'bcc'].flatMap((name) => addresses(mail.headers.get(name) ?? '')),
    subject: decodeWords(mail.headers.get('subject') ?? ''),
    text: plain === undefined ? '' : decodeBody(plain),
    ...(html === undefined ? {} : { html: decodeBody(html) }),
  };
}

/** The addresses of a header: `Name <a@b>, c@d`. */
export function addresses(header: string): string[] {
  return header
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((each) => (/<([^>]+)>/.exec(each)?.[1] ?? each).trim())
    .filter((address) => address !== '');
}

function readPart(raw: Buffer): Part {
  const text = raw.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end?.index ?? text.length).replace(/\r?\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name))
      headers.set(name, Buffer.from(line.slice(colon + 1).trim(), 'latin1').toString('utf8'));
  }
  return { headers, body: end === null ? Buffer.alloc(0) : raw.subarray(end.index + end[0].length) };
}

function leaves(part: Part): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(part.headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return [part];
  const pieces = part.body.toString('latin1').split(`--${boundary}`).slice(1);
  const inner = pieces
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => piece.replace(/^\r?\n/, '').replace(/\r?\n$/, ''));
  return inner.flatMap((piece) => leaves(readPart(Buffer.from(piece, 'latin1'))));
}

function typeOf({ headers }: Part): string {
  return (headers.get('content-type') ?? 'text/plain').toLowerCase();
}

function isAttachment({ headers }: Part): boolean {
  return (headers.get('content-disposition') ?? '').toLowerCase().startsWith('attachment');
}

function decodeBody({ headers, body }: Part): string {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  const bytes = encoding === 'base64' ? Buffer.from(body.toString('latin1'), 'base64') : body;
  const decoded = encoding === 'quoted-printable' ? fromQuotedPrintable(body.toString('latin1')) : bytes;
  const charset = /charset="?([^";]+)"?/i.exec(headers.get('content-type') ?? '')?.[1] ?? 'utf-8';
  return new TextDecoder(charset).decode(decoded);
}

function fromQuotedPrintable(text: string): Buffer {
  const joined = text.replace(/=\r?\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** Encoded words (RFC 2047): `=?utf-8?B?…?=` and `=?utf-8?Q?…?=`. */
function decodeWords(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(
    /=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi,
    (_, charset: string, kind: string, word: string) => {
      const bytes =
        kind.toUpperCase() === 'B'
          ? Buffer.from(word, 'base64')
          : fromQuotedPrintable(word.replaceAll('_', ' '));
      return new TextDecoder(charset).decode(bytes);
    },
  );
}
