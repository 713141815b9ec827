/** Deeper nesting occurs in nothing that Guichet reads. */
const DEEPEST = 32;

/** Where a value begins, its content, and where it ends. */
export interface DerValue {
  readonly tag: number;
  readonly constructed: boolean;
  /** Offsets into the bytes that were read. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/**
 * One DER value at `at` (X.690 §10): definite lengths in the fewest bytes, within the bounds; high tag numbers are not used here.
 * @returns undefined for BER and garbage
 */
export function readDerValue(bytes: Uint8Array, at = 0, limit = bytes.length): DerValue | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit || (tag & 0x1f) === 0x1f) return undefined;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || count > 4 || at + 2 + count > limit) return undefined;
  const length =
    count === 0 ? first : bytes.subarray(at + 2, at + 2 + count).reduce((n, b) => n * 256 + b, 0);
  if (count > 0 && (length < 0x80 || length < 256 ** (count - 1))) return undefined;
  const content = at + 2 + count;
  if (content + length > limit) return undefined;
  return { tag, constructed: (tag & 0x20) !== 0, start: at, content, end: content + length };
}

/** The values directly inside a constructed one; undefined when they are not DER side by side. */
export function childrenOf(bytes: Uint8Array, parent: DerValue): DerValue[] | undefined {
  const children: DerValue[] = [];
  for (let at = parent.content; at < parent.end; ) {
    const child = readDerValue(bytes, at, parent.end);
    if (child === undefined) return undefined;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** Whether the bytes are one DER value with nothing after it, canonical all the way down (X.690 §10, §11.1). */
export function isDer(bytes: Uint8Array): boolean {
  const value = readDerValue(bytes);
  return value !== undefined && value.end === bytes.length && isCanonical(bytes, value, 0);
}

function isCanonical(bytes: Uint8Array, value: DerValue, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (value.constructed) {
    return childrenOf(bytes, value)?.every((child) => isCanonical(bytes, child, depth + 1)) ?? false;
  }
  const length = value.end - value.content;
  const [first = 0, second = 0] = bytes.subarray(value.content, value.end);
  if (value.tag === 0x01) return length === 1 && (first === 0 || first === 0xff);
  if (value.tag === 0x02) {
    return (
      length > 0 && !(length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    );
  }
  return value.tag !== 0x03 || (length > 0 && first < 8);
}
