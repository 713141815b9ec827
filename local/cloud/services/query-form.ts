import type { Operation, WireAnswer, WireRequest } from '../service.ts';
import { answer } from '../service.ts';
import { writeXml, type XmlElements } from './xml.ts';

/** An operation of the query protocol that came over the wire, so that its answer is XML. */
export interface QueryOperation extends Operation {
  readonly wire?: true;
}

/** Reads `Action=…&A.B.1=…` (AWS query protocol): flat fields, with lists and maps left to `members` and `entries`. */
export function readQueryForm({ body }: WireRequest): QueryOperation {
  const form = new URLSearchParams(body.toString('utf8'));
  const { Action: name = '', Version: _version, ...input } = Object.fromEntries(form);
  return { name, input: withMaps(input), wire: true };
}

/** Gathers `X.entry.N.Name` and `X.entry.N.Value.Y` into an object by name. */
function withMaps(input: Readonly<Record<string, string>>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const maps = new Map<string, Map<string, { name: string; value: Record<string, string> }>>();
  for (const [field, value] of Object.entries(input)) {
    const [, map, index, part = ''] = /^(\w+)\.entry\.(\d+)\.(Name|Value\.\w+)$/.exec(field) ?? [];
    if (map === undefined || index === undefined) {
      result[field] = value;
      continue;
    }
    const entries = maps.get(map) ?? new Map();
    const entry = entries.get(index) ?? { name: '', value: {} };
    if (part === 'Name') entry.name = value;
    else entry.value[part.slice('Value.'.length)] = value;
    maps.set(map, entries.set(index, entry));
  }
  for (const [map, entries] of maps) {
    result[map] = Object.fromEntries([...entries.values()].map(({ name, value }) => [name, value]));
  }
  return result;
}

/** The XML answer of the query protocol. */
export function queryAnswer(action: string, result: XmlElements, namespace: string): WireAnswer {
  const content = { [`${action}Result`]: result, ResponseMetadata: { RequestId: crypto.randomUUID() } };
  const headers = { 'content-type': 'text/xml' };
  return answer({ status: 200, headers, body: writeXml(`${action}Response`, content, namespace) });
}
