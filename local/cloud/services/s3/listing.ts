import { type Input, optionalText, optionalWhole } from '../input.ts';
import type { XmlElements } from '../xml.ts';
import type { ObjectRecord } from './objects.ts';

const PAGE = 1000;

/** ListObjectsV2: keys of a prefix in byte order, rolled up at the delimiter, a page at a time. */
export function listObjects(bucket: string, all: readonly ObjectRecord[], input: Input): XmlElements {
  const prefix = optionalText(input, 'Prefix') ?? '';
  const delimiter = optionalText(input, 'Delimiter');
  const limit = Math.min(optionalWhole(input, 'MaxKeys') ?? PAGE, PAGE);
  const token = optionalText(input, 'ContinuationToken');
  const startAfter = optionalText(input, 'StartAfter');
  const from = token === undefined ? startAfter : Buffer.from(token, 'base64url').toString('utf8');
  const shown = optionalText(input, 'EncodingType') === 'url' ? encodeURIComponent : (text: string) => text;
  const contents: XmlElements[] = [];
  const prefixes = new Set<string>();
  let last: string | undefined;
  let truncated = false;
  for (const record of all) {
    const { key } = record;
    if (!key.startsWith(prefix)) continue;
    const group = groupOf(key, prefix, delimiter);
    if (from !== undefined && !isAfter(group ?? key, from)) continue;
    if (group !== undefined && prefixes.has(group)) continue;
    if (contents.length + prefixes.size >= limit) {
      truncated = true;
      break;
    }
    if (group === undefined) contents.push(listed(record, shown));
    else prefixes.add(group);
    last = group ?? key;
  }
  return {
    Name: bucket,
    Prefix: shown(prefix),
    ...(delimiter === undefined ? {} : { Delimiter: shown(delimiter) }),
    MaxKeys: limit,
    KeyCount: contents.length + prefixes.size,
    IsTruncated: truncated,
    ...(truncated && last !== undefined
      ? { NextContinuationToken: Buffer.from(last).toString('base64url') }
      : {}),
    Contents: contents,
    CommonPrefixes: [...prefixes].map((each) => ({ Prefix: shown(each) })),
  };
}

function groupOf(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  if (delimiter === undefined || delimiter === '') return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

function isAfter(key: string, from: string): boolean {
  return Buffer.compare(Buffer.from(key), Buffer.from(from)) > 0;
}

function listed(
  { key, size, etag, lastModified }: ObjectRecord,
  shown: (text: string) => string,
): XmlElements {
  return {
    Key: shown(key),
    LastModified: new Date(lastModified).toISOString(),
    ETag: etag,
    Size: size,
    StorageClass: 'STANDARD',
  };
}
