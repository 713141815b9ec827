import { Refusal } from '../errors.ts';

/**
 * What a signed document says. It counts only when the very bytes are made again from it (`requireSame`), so its shape need not be
 * believed.
 * @throws Refusal unprocessable `content-differs`
 */
export function readContent(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return { ...content };
  } catch {
    // told below
  }
  throw contentDiffers();
}

/** What was signed is, byte by byte, what stands here now. @throws Refusal conflict `content-differs` */
export function requireSame(signed: Uint8Array, expected: Uint8Array): void {
  if (Buffer.compare(signed, expected) !== 0) throw contentDiffers();
}

export const contentDiffers = (): Refusal =>
  new Refusal(
    'conflict',
    'content-differs',
    'What was signed is not what stands here now: it was changed meanwhile, or it is another document. Load the page again, read it and sign once more.',
    { next: ['try-again'] },
  );
